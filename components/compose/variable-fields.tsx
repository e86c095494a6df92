import { useTranslations } from 'next-intl';
import { Checkbox } from '#components/ui/field/checkbox.tsx';
import { Field } from '#components/ui/field/field.tsx';
import { Input } from '#components/ui/field/input.tsx';
import { Fieldset } from '#components/ui/form/fieldset.tsx';
import type { ComposeReading } from '#server/compose/schema.ts';

/** What was typed for a variable; a switch that was not touched is as its name says. */
export type Typed = Readonly<Record<string, { value: string; isSecret?: boolean }>>;

interface VariableFieldsProps {
  variables: ComposeReading['variables'];
  typed: Typed;
  onChange: (name: string, part: Partial<Typed[string]>) => void;
}

/** What the file leaves open. Their values go with the request alone: they are in no field that is posted or kept. */
export function VariableFields({ variables, typed, onChange }: VariableFieldsProps) {
  const t = useTranslations('compose.variables');
  if (variables.length === 0) return null;
  return (
    <Fieldset legend={t('title')} hint={t('about')}>
      <ul className="flex flex-col gap-4">
        {variables.map(({ name, fallback, isRequired, looksSecret }) => {
          const isSecret = typed[name]?.isSecret ?? looksSecret;
          return (
            <li key={name} className="grid items-end gap-x-4 gap-y-2 sm:grid-cols-[minmax(0,24rem)_auto]">
              <Field
                name={`variable.${name}`}
                label={<code>{name}</code>}
                hint={fallback ? t('fallback', { value: fallback }) : undefined}
                optional={!isRequired}
              >
                {/* Its value is in no attribute of the page: nothing sets it but the keys. */}
                <Input
                  mono
                  name=""
                  type={isSecret ? 'password' : 'text'}
                  onChange={(event) => onChange(name, { value: event.target.value })}
                  autoComplete={isSecret ? 'new-password' : 'off'}
                  maxLength={8192}
                />
              </Field>
              <div className={fallback ? 'sm:mb-8' : 'sm:mb-2'}>
                <Checkbox
                  label={t('secret')}
                  aria-label={t('secretOf', { name })}
                  checked={isSecret}
                  onChange={(event) => onChange(name, { isSecret: event.target.checked })}
                />
              </div>
            </li>
          );
        })}
      </ul>
    </Fieldset>
  );
}
