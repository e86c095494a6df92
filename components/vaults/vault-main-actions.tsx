import Lock from 'lucide-react/icons/lock';
import LockOpen from 'lucide-react/icons/lock-open';
import { useTranslations } from 'next-intl';
import { ActionButton } from '#components/ui/action/action-button.tsx';
import type { VaultView } from '#server/vaults/schema.ts';
import { OpenDialog } from './key/open-dialog.tsx';
import { useWhyNotVault } from './use-why-not-vault.ts';
import type { VaultProps } from './vault-actions.ts';

/** Lock what is open, open what is locked; in every other state it says on its page what to do. */
export function VaultMainActions({ vault, actions, forbidden }: VaultProps & { vault: VaultView }) {
  const t = useTranslations('vaults');
  const whyNot = useWhyNotVault();
  const { id, state, keyMode } = vault;
  if (state === 'open' || state === 'closing') {
    return (
      <ActionButton
        action={actions.close}
        fields={{ id }}
        label={t('action.close')}
        pendingLabel={t('pending.close')}
        icon={<Lock aria-hidden />}
        variant="primary"
        disabledReason={whyNot('close', vault, forbidden.open)}
      />
    );
  }
  if (state !== 'locked' && state !== 'opening') return null;
  const refusal = whyNot('open', vault, forbidden.open);
  if (keyMode === 'passphrase') return <OpenDialog vault={vault} refusal={refusal} action={actions.open} />;
  return (
    <ActionButton
      action={actions.open}
      fields={{ id }}
      label={t('action.open')}
      pendingLabel={t('pending.open')}
      icon={<LockOpen aria-hidden />}
      disabledReason={refusal}
    />
  );
}
