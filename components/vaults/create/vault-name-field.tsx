import { useTranslations } from 'next-intl';
import { Field } from '#components/ui/field/field.tsx';
import { Input } from '#components/ui/field/input.tsx';
import type { VaultDraft } from './vault-draft.ts';

interface VaultNameFieldProps {
  name: string;
  onChange: (part: Partial<VaultDraft>) => void;
}

/** For the browser to check; the schema says the same to the server. */
const namePattern = '[a-zA-Z]([a-zA-Z0-9\\-]{0,61}[a-zA-Z0-9])?';

export function VaultNameField({ name, onChange }: VaultNameFieldProps) {
  const t = useTranslations('vaults.create');
  return (
    <Field name="name" label={t('name')} hint={t('nameHint')} required>
      <Input
        mono
        value={name}
        onChange={(event) => onChange({ name: event.target.value })}
        pattern={namePattern}
        patternMessage={t('namePattern')}
        maxLength={63}
        className="max-w-sm"
      />
    </Field>
  );
}
