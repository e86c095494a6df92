import KeyRound from 'lucide-react/icons/key-round';
import Plus from 'lucide-react/icons/plus';
import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button/button.tsx';
import { CodeBlock } from '#components/ui/code-block.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { PageHeader } from '#components/ui/page-header.tsx';
import type { SshKeyView } from '#server/ssh-keys/schema.ts';
import { AddKeyDialog } from './add-key-dialog.tsx';
import type { SshKeyActions } from './ssh-key-actions.ts';
import { SshKeyTable } from './ssh-key-table.tsx';

interface SshKeysPageProps {
  tenant: { slug: string; name: string };
  keys: SshKeyView[];
  /** Why the reader may not change anything, if so. */
  forbidden: string | undefined;
  actions: SshKeyActions;
}

export function SshKeysPage({ tenant, keys, forbidden, actions }: SshKeysPageProps) {
  const t = useTranslations('ssh-keys');
  const add = <AddButton tenant={tenant.slug} action={actions.create} forbidden={forbidden} />;
  return (
    <>
      <PageHeader title={t('title')} description={t('about')} actions={keys.length > 0 && add} />
      {keys.length > 0 ? (
        <SshKeyTable tenant={tenant} keys={keys} forbidden={forbidden} actions={actions} />
      ) : (
        <EmptyState title={t('empty.title')} icon={<KeyRound />} action={add}>
          <p>{t('empty.body')}</p>
          <p className="mt-4 mb-1.5 text-sm">{t('empty.how')}</p>
          <div className="text-start">
            <CodeBlock label={t('empty.how')} code="ssh-keygen -t ed25519" />
          </div>
        </EmptyState>
      )}
    </>
  );
}

function AddButton({
  tenant,
  action,
  forbidden,
}: {
  tenant: string;
  action: FormAction;
  forbidden: string | undefined;
}) {
  const t = useTranslations('ssh-keys.add');
  const button = (
    <Button variant="primary" disabledReason={forbidden}>
      <Plus aria-hidden />
      {t('open')}
    </Button>
  );
  return forbidden ? button : <AddKeyDialog tenant={tenant} action={action} trigger={button} />;
}
