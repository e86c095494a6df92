import { useTranslations } from 'next-intl';
import { Field } from '#components/ui/field/field.tsx';
import { Select } from '#components/ui/field/select.tsx';
import { type InstanceKind, instanceKinds } from '#server/instances/kinds/schema.ts';

/** What is made with the plan; of a plan that exists it stays. */
export function PlanKindField({ kind }: { kind?: InstanceKind | undefined }) {
  const t = useTranslations('plans.form');
  const tKind = useTranslations('instances.kind');
  if (kind) {
    return (
      <div className="flex flex-col gap-1.5">
        <span className="font-medium">{t('kind')}</span>
        <span>{tKind(kind)}</span>
      </div>
    );
  }
  return (
    <Field name="kind" label={t('kind')} hint={t('kindHint')} required>
      <Select options={instanceKinds.map((value) => ({ value, label: tKind(value) }))} />
    </Field>
  );
}
