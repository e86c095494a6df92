import type { Tx } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import type { Allowances } from '#server/plans/allowances.ts';
import type { QuotaColumns } from './quota-columns.ts';

export type LockedTenant = QuotaColumns & {
  state: string;
  suspendedReason: string | null;
  /** The default one where the tenant has none of its own. */
  planSet: ({ id: string; allowsOwnSize: boolean } & Allowances) | null;
};

/**
 * Holds the tenant's row until the transaction ends: whoever adds to what a tenant uses, or changes its
 * state or quota, does so one after the other. Gives what the row says now. Throws `not-found`.
 */
export async function lockTenant(tx: Tx, tenantId: string): Promise<LockedTenant> {
  const [row] = await tx.$queryRaw<LockedTenant[]>`
    SELECT "state", "suspendedReason", "quotaLightVms", "quotaVms", "quotaApps", "quotaSandboxes",
      "quotaUnikernels", "quotaVcpus", "quotaMemoryBytes", "quotaDiskBytes", "quotaTrafficBytes",
      (SELECT json_build_object('id', p."id", 'allowsOwnSize', p."allowsOwnSize",
        'allowsNesting', p."allowsNesting", 'allowsEmulation', p."allowsEmulation",
        'allowsUnconfined', p."allowsUnconfined", 'maxUploadBytes', p."maxUploadBytes") FROM "PlanSet" p
        WHERE p."id" = t."planSetId" OR (t."planSetId" IS NULL AND p."isDefault") LIMIT 1) AS "planSet"
    FROM "Tenant" t WHERE "id" = ${tenantId}::uuid FOR UPDATE`;
  if (!row) throw new AppError('not-found', 'not-found');
  return row;
}
