import { useTranslations } from 'next-intl';
import type { VaultView } from '#server/vaults/schema.ts';
import { NewPassphraseFields } from './new-passphrase-fields.tsx';
import { PassphraseDialog, type PassphraseDialogProps } from './passphrase-dialog.tsx';

/** From the provider's key to one that only the customer can bring. */
export function SetPassphrase({
  vault: { id, name },
  ...props
}: Omit<PassphraseDialogProps, 'id'> & { vault: VaultView }) {
  const t = useTranslations('vaults');
  return (
    <PassphraseDialog
      {...props}
      id={id}
      size="md"
      button={t('action.set-passphrase')}
      title={t('passphrase.setTitle', { name })}
      description={`${t('passphrase.setAbout')} ${t('passphrase.setBackups')}`}
      submitLabel={t('passphrase.setSubmit')}
      pendingLabel={t('pending.set-passphrase')}
    >
      <NewPassphraseFields label={t('passphrase.new')} />
    </PassphraseDialog>
  );
}
