import { useTranslations } from 'next-intl';
import { useJobKindName } from '#components/jobs/use-job-kind-name.ts';
import type { TenantDetail } from '#server/tenants/schema.ts';
import { type TenantAction, whyNotTenant } from '#server/tenants/states.ts';

/** Why an action cannot be had now, in the reader's language; undefined when it can. */
export function useWhyNot() {
  const t = useTranslations('errors');
  const kindName = useJobKindName();
  return (action: TenantAction, tenant: TenantDetail): string | undefined => {
    const { used, job } = tenant;
    const refusal = whyNotTenant(action, { ...tenant, instances: used.instances });
    if (!refusal) return undefined;
    const params = job ? { subject: tenant.name, kind: kindName(job.kind) } : refusal.params;
    return t(refusal.reason as 'internal', params as never);
  };
}
