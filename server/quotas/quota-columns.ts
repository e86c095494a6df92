import type { Prisma } from '#server/db.ts';
import type { Quota } from '#server/tenants/schema.ts';

export const selectQuota = {
  quotaLightVms: true,
  quotaVms: true,
  quotaApps: true,
  quotaSandboxes: true,
  quotaUnikernels: true,
  quotaVcpus: true,
  quotaMemoryBytes: true,
  quotaDiskBytes: true,
  quotaTrafficBytes: true,
} as const satisfies Prisma.TenantSelect;

export type QuotaColumns = Prisma.TenantGetPayload<{ select: typeof selectQuota }>;

export function toQuota(row: QuotaColumns): Quota {
  return {
    lightVms: row.quotaLightVms,
    vms: row.quotaVms,
    apps: row.quotaApps,
    sandboxes: row.quotaSandboxes,
    unikernels: row.quotaUnikernels,
    vcpus: row.quotaVcpus,
    memoryBytes: Number(row.quotaMemoryBytes),
    diskBytes: Number(row.quotaDiskBytes),
    trafficBytes: Number(row.quotaTrafficBytes),
  };
}

export function fromQuota(quota: Quota): QuotaColumns {
  return {
    quotaLightVms: quota.lightVms,
    quotaVms: quota.vms,
    quotaApps: quota.apps,
    quotaSandboxes: quota.sandboxes,
    quotaUnikernels: quota.unikernels,
    quotaVcpus: quota.vcpus,
    quotaMemoryBytes: BigInt(quota.memoryBytes),
    quotaDiskBytes: BigInt(quota.diskBytes),
    quotaTrafficBytes: BigInt(quota.trafficBytes),
  };
}
