import { useTranslations } from 'next-intl';
import type { VaultView } from '#server/vaults/schema.ts';
import { CurrentPassphrase } from './current-passphrase.tsx';
import { PassphraseDialog, type PassphraseDialogProps } from './passphrase-dialog.tsx';

/** Back to the provider's key: said plainly, for it gives something up. */
export function RemovePassphrase({
  vault: { id, name },
  ...props
}: Omit<PassphraseDialogProps, 'id'> & { vault: VaultView }) {
  const t = useTranslations('vaults');
  return (
    <PassphraseDialog
      {...props}
      id={id}
      button={t('action.remove-passphrase')}
      title={t('passphrase.removeTitle', { name })}
      description={t('passphrase.removeAbout')}
      submitLabel={t('passphrase.removeSubmit')}
      pendingLabel={t('pending.remove-passphrase')}
    >
      <CurrentPassphrase />
    </PassphraseDialog>
  );
}
