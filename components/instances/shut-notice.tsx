import { useTranslations } from 'next-intl';
import { Callout } from '#components/ui/callout.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { TextLink } from '#components/ui/text-link.tsx';
import { OpenDialog } from '#components/vaults/key/open-dialog.tsx';
import type { InstanceView } from '#server/instances/schema.ts';
import { paths } from '#server/paths.ts';
import { isShut } from './is-shut.ts';

interface ShutNoticeProps {
  instance: InstanceView;
  /** Why the reader may not open it, if so. */
  forbidden: string | undefined;
  open: FormAction;
}

/** On pages whose every change needs the disk: the vault around it is opened here, once for all of them. */
export function ShutNotice({ instance: { vault, tenant }, forbidden, open }: ShutNoticeProps) {
  const t = useTranslations('vaults.shut');
  if (!vault || !isShut(vault)) return null;
  const link = () => <TextLink href={paths.vault(tenant.slug, vault.id)}>{vault.name}</TextLink>;
  return (
    <div className="mb-6">
      <Callout
        tone="warn"
        title={t.rich('title', { vault: link })}
        actions={<OpenDialog vault={vault} refusal={forbidden} action={open} />}
      >
        {t('body')}
      </Callout>
    </div>
  );
}
