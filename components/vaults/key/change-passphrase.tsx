import { useTranslations } from 'next-intl';
import type { VaultView } from '#server/vaults/schema.ts';
import { CurrentPassphrase } from './current-passphrase.tsx';
import { NewPassphraseFields } from './new-passphrase-fields.tsx';
import { PassphraseDialog, type PassphraseDialogProps } from './passphrase-dialog.tsx';

export function ChangePassphrase({
  vault: { id, name },
  ...props
}: Omit<PassphraseDialogProps, 'id'> & { vault: VaultView }) {
  const t = useTranslations('vaults');
  return (
    <PassphraseDialog
      {...props}
      id={id}
      size="md"
      button={t('action.change-passphrase')}
      title={t('passphrase.changeTitle', { name })}
      description={t('passphrase.changeAbout')}
      submitLabel={t('passphrase.changeSubmit')}
      pendingLabel={t('pending.change-passphrase')}
    >
      <CurrentPassphrase />
      <NewPassphraseFields name="newPassphrase" label={t('passphrase.next')} />
    </PassphraseDialog>
  );
}
