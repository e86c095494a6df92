import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import { Field } from '#components/ui/field/field.tsx';
import { FileDrop } from '#components/ui/field/file-drop.tsx';

/** What the server would refuse too; but a private key must not even be sent. */
const privateKey = /PRIVATE KEY/;

/** A public key, pasted or from its file. */
export function PublicKeyField() {
  const t = useTranslations('ssh-keys.add');
  const control = useRef<HTMLTextAreaElement>(null);

  function look(text: string) {
    control.current?.setCustomValidity(privateKey.test(text) ? t('isPrivate') : '');
  }

  return (
    <Field name="publicKey" label={t('publicKey')} hint={t('publicKeyHint')} required>
      <FileDrop
        ref={control}
        rows={4}
        accept=".pub"
        maxBytes={16 * 1024}
        placeholder="ssh-ed25519 AAAA…"
        onText={look}
      />
    </Field>
  );
}
