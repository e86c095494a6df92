import { useTranslations } from 'next-intl';
import { Field } from '#components/ui/field/field.tsx';
import { Select } from '#components/ui/field/select.tsx';

export type PlanSetChoice = { id: string; name: string; isDefault: boolean };

interface PlanSetFieldProps {
  planSets: PlanSetChoice[];
  chosen?: string | undefined;
}

/** Which plans a tenant may choose from; the empty choice follows the default set, whichever that is. */
export function PlanSetField({ planSets, chosen = '' }: PlanSetFieldProps) {
  const t = useTranslations('tenants.form');
  const byDefault = planSets.find((set) => set.isDefault);
  const options = [
    { value: '', label: byDefault ? t('namedDefault', { name: byDefault.name }) : t('defaultPlanSet') },
    ...planSets
      .filter((set) => !set.isDefault || set.id === chosen)
      .map(({ id, name }) => ({ value: id, label: name })),
  ];
  return (
    <Field name="planSetId" label={t('planSet')} hint={t('planSetHint')}>
      <Select options={options} defaultValue={chosen} />
    </Field>
  );
}
