import LockOpen from 'lucide-react/icons/lock-open';
import { useTranslations } from 'next-intl';
import { Field } from '#components/ui/field/field.tsx';
import { PasswordInput } from '#components/ui/field/password-input.tsx';
import type { VaultView } from '#server/vaults/schema.ts';
import { PassphraseDialog, type PassphraseDialogProps } from './passphrase-dialog.tsx';

/** Asks for the passphrase that alone opens a vault. */
export function OpenDialog({
  vault: { id, name },
  ...props
}: Omit<PassphraseDialogProps, 'id'> & { vault: Pick<VaultView, 'id' | 'name'> }) {
  const t = useTranslations('vaults');
  return (
    <PassphraseDialog
      {...props}
      id={id}
      variant="primary"
      button={
        <>
          <LockOpen aria-hidden />
          {t('action.open')}
        </>
      }
      title={t('open.title', { name })}
      description={t('open.about')}
      submitLabel={t('action.open')}
      pendingLabel={t('pending.open')}
    >
      <Field name="passphrase" label={t('open.passphrase')} required>
        <PasswordInput autoComplete="off" maxLength={1000} />
      </Field>
    </PassphraseDialog>
  );
}
