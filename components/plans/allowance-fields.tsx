import { useLocale, useTranslations } from 'next-intl';
import { Checkbox } from '#components/ui/field/checkbox.tsx';
import { Field } from '#components/ui/field/field.tsx';
import { Fieldset } from '#components/ui/form/fieldset.tsx';
import { allowanceSwitches } from '#server/plans/allowances-schema.ts';
import type { PlanView } from '#server/plans/schema.ts';
import { AmountInput } from './amount-input.tsx';
import { toGibText } from './to-amount-text.ts';

interface AllowanceFieldsProps {
  /** Left out for a new plan or set: nothing beyond the usual. */
  of?: Pick<PlanView, (typeof allowanceSwitches)[number] | 'maxUploadBytes'> | undefined;
  hint: string;
}

/** What is allowed beside a size, each with what it costs the provider in safety or in work of the processor. */
export function AllowanceFields({ of, hint }: AllowanceFieldsProps) {
  const t = useTranslations('plans.allowances');
  const locale = useLocale();
  return (
    <Fieldset legend={t('title')} hint={hint}>
      {allowanceSwitches.map((key) => (
        <Checkbox key={key} name={key} label={t(key)} hint={t(`${key}Hint`)} defaultChecked={of?.[key]} />
      ))}
      <Field
        name="maxUploadGib"
        label={t('maxUpload')}
        hint={t('maxUploadHint')}
        className="max-w-xs"
        required
      >
        <AmountInput kind="gib" defaultValue={toGibText(of?.maxUploadBytes ?? 1024 ** 3, locale)} />
      </Field>
    </Fieldset>
  );
}
