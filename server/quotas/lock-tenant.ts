import type { Tx } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { type PlanSetOfTenant, planSetOfTenant } from '#server/plans/plan-set-of-tenant.ts';
import type { QuotaColumns } from './quota-columns.ts';

export type LockedTenant = QuotaColumns & {
  state: string;
  suspendedReason: string | null;
  planSet: PlanSetOfTenant;
};

/**
 * Holds the tenant's row until the transaction ends: whoever adds to what a tenant uses, or changes its
 * state or quota, does so one after the other. Gives what the row says now. Throws `not-found`.
 */
export async function lockTenant(tx: Tx, tenantId: string): Promise<LockedTenant> {
  const [row] = await tx.$queryRaw<LockedTenant[]>`
    SELECT "state", "suspendedReason", "quotaLightVms", "quotaVms", "quotaApps", "quotaSandboxes",
      "quotaUnikernels", "quotaVcpus", "quotaMemoryBytes", "quotaDiskBytes", "quotaTrafficBytes",
      ${planSetOfTenant} AS "planSet"
    FROM "Tenant" t WHERE "id" = ${tenantId}::uuid FOR UPDATE`;
  if (!row) throw new AppError('not-found', 'not-found');
  return row;
}
