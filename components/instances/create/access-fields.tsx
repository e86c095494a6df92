import KeyRound from 'lucide-react/icons/key-round';
import Plus from 'lucide-react/icons/plus';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { AddKeyDialog } from '#components/ssh-keys/add-key-dialog.tsx';
import { Button } from '#components/ui/button/button.tsx';
import { Callout } from '#components/ui/callout.tsx';
import { Checkbox } from '#components/ui/field/checkbox.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import type { CreateOptions } from '#server/instances/create-options-schema.ts';
import type { Draft } from './draft.ts';

interface AccessFieldsProps {
  options: CreateOptions;
  draft: Draft;
  /** Whom the image lets in. */
  user: string | undefined;
  addKey: FormAction;
  onChange: (part: Partial<Draft>) => void;
}

type Key = Pick<CreateOptions['sshKeys'][number], 'id' | 'name' | 'fingerprint'>;

/** Who gets in: the keys that are ticked, one that is added on the way, and a root password if wanted. */
export function AccessFields({ options, draft, user, addKey, onChange }: AccessFieldsProps) {
  const t = useTranslations('instances.create');
  const [added, setAdded] = useState<Key[]>([]);
  const stored = options.sshKeys.map((key) => key.id);
  const keys: Key[] = [...options.sshKeys, ...added.filter((key) => !stored.includes(key.id))];

  function tick(id: string, isTicked: boolean) {
    const others = draft.sshKeyIds.filter((one) => one !== id);
    onChange({ sshKeyIds: isTicked ? [...others, id] : others });
  }
  function take(key: Key) {
    setAdded((old) => [...old, key]);
    onChange({ sshKeyIds: [...draft.sshKeyIds, key.id] });
  }

  return (
    <div className="flex flex-col gap-4">
      <fieldset className="min-w-0">
        <legend className="mb-1 font-medium">{t('keys')}</legend>
        <p className="mb-2.5 text-sm text-ink-3">
          {keys.length === 0 ? t('keysNone') : t('keysHint', { user: user ?? 'root' })}
        </p>
        {keys.length > 0 && (
          <div className="mb-3 flex max-h-64 flex-col gap-2.5 overflow-y-auto rounded-md border border-line-strong p-3">
            {keys.map((key) => (
              <Checkbox
                key={key.id}
                name="sshKeyIds[]"
                value={key.id}
                label={key.name}
                hint={<span className="font-mono text-xs break-all">{key.fingerprint}</span>}
                checked={draft.sshKeyIds.includes(key.id)}
                onChange={(event) => tick(key.id, event.target.checked)}
              />
            ))}
          </div>
        )}
        <AddKeyDialog
          tenant={options.tenant.slug}
          action={addKey}
          onAdded={take}
          trigger={
            <Button size="sm">
              {keys.length === 0 ? <KeyRound aria-hidden /> : <Plus aria-hidden />}
              {t('addKey')}
            </Button>
          }
        />
      </fieldset>
      <Checkbox
        name="wantsRootPassword"
        label={t('rootPassword')}
        hint={t('rootPasswordHint')}
        checked={draft.wantsRootPassword}
        onChange={(event) => onChange({ wantsRootPassword: event.target.checked })}
      />
      {draft.sshKeyIds.length === 0 && !draft.wantsRootPassword && (
        <Callout tone="info">{t('noAccess')}</Callout>
      )}
    </div>
  );
}
