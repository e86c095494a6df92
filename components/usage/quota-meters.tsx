import { useTranslations } from 'next-intl';
import { QuotaMeter } from '#components/ui/quota-meter.tsx';
import type { TenantUsageView } from '#server/tenants/schema.ts';

const always = ['lightVms', 'vcpus', 'memoryBytes', 'diskBytes', 'trafficBytes'] as const;
const byKind = ['vms', 'apps', 'sandboxes', 'unikernels'] as const;

/** Use beside quota; kinds that the account neither has nor may have are left out. */
export function QuotaMeters({ usage }: { usage: TenantUsageView }) {
  const t = useTranslations('usage.meter');
  const kinds = byKind.filter((key) => usage[key].limit > 0 || usage[key].used > 0);
  const [first, ...rest] = always;
  return (
    <div className="grid gap-x-10 gap-y-4 md:grid-cols-2">
      {[first, ...kinds, ...rest].map((key) => (
        <QuotaMeter
          key={key}
          label={t(key)}
          {...usage[key]}
          format={key.endsWith('Bytes') ? 'bytes' : 'number'}
        />
      ))}
    </div>
  );
}
