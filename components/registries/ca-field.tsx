import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import { Field } from '#components/ui/field/field.tsx';
import { FileDrop } from '#components/ui/field/file-drop.tsx';

const privateKey = /PRIVATE KEY/;

interface CaFieldProps {
  label: string;
  hint: string;
}

/** Certificates, pasted or from their file. What the server would refuse too must not even be sent: a private key. */
export function CaField({ label, hint }: CaFieldProps) {
  const t = useTranslations('registries.add');
  const control = useRef<HTMLTextAreaElement>(null);

  function look(text: string) {
    control.current?.setCustomValidity(privateKey.test(text) ? t('isPrivate') : '');
  }

  return (
    <Field name="caPem" label={label} hint={hint} optional>
      <FileDrop
        ref={control}
        rows={3}
        accept=".pem,.crt,.cer"
        maxBytes={64 * 1024}
        placeholder="-----BEGIN CERTIFICATE-----"
        onText={look}
      />
    </Field>
  );
}
