import { useTranslations } from 'next-intl';
import { Field } from '#components/ui/field/field.tsx';
import { Input } from '#components/ui/field/input.tsx';
import { namePattern } from '../name-pattern.ts';
import type { Draft } from './draft.ts';

interface NameFieldProps {
  draft: Pick<Draft, 'name'>;
  onChange: (part: Partial<Draft>) => void;
}

export function NameField({ draft, onChange }: NameFieldProps) {
  const t = useTranslations('instances.create');
  return (
    <Field name="name" label={t('name')} hint={t('nameHint')} required>
      <Input
        mono
        value={draft.name}
        onChange={(event) => onChange({ name: event.target.value })}
        pattern={namePattern}
        patternMessage={t('namePattern')}
        maxLength={63}
        className="max-w-sm"
      />
    </Field>
  );
}
