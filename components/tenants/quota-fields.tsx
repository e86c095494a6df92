import { useTranslations } from 'next-intl';
import { Field } from '#components/ui/field/field.tsx';
import { Input } from '#components/ui/field/input.tsx';
import { UnitInput } from '#components/ui/field/unit-input.tsx';
import type { Quota } from '#server/tenants/schema.ts';

const gib = 1024 ** 3;
const counts = ['lightVms', 'vms', 'apps', 'sandboxes', 'unikernels', 'vcpus'] as const;
const sizes = {
  memoryBytes: { label: 'memory', step: 0.125 },
  diskBytes: { label: 'disk', step: 1 },
  trafficBytes: { label: 'traffic', step: 1 },
} as const;

/** Everything that a quota counts; posted by the names that the quota has. */
export function QuotaFields({ quota }: { quota: Quota }) {
  const t = useTranslations('tenants.form');
  return (
    <div className="grid grid-cols-2 gap-x-4 gap-y-5 sm:grid-cols-3">
      {counts.map((key) => (
        <Field key={key} name={key} label={t(key)} required>
          <Input
            type="number"
            inputMode="numeric"
            min={0}
            max={10_000}
            step={1}
            defaultValue={quota[key]}
            className="tabular-nums"
          />
        </Field>
      ))}
      {(Object.keys(sizes) as (keyof typeof sizes)[]).map((key) => (
        <Field key={key} name={key} label={t(sizes[key].label)} required>
          <UnitInput
            unit={t('gib')}
            multiplier={gib}
            min={0}
            step={sizes[key].step}
            defaultValue={quota[key] / gib}
            className="w-full"
          />
        </Field>
      ))}
    </div>
  );
}
