import type { Tx } from '#server/db.ts';

/** What all uploads of a tenant may take together: so many of the largest one. */
const largestOnes = 4;

export type UploadLimit = { maxBytes: number; totalBytes: number };

/**
 * How much a tenant may upload: one file of the most that any plan of its plan set allows, or the set itself for sizes
 * of one's own. Nothing where it can buy nothing.
 */
export async function uploadLimit(tx: Tx, tenantId: string): Promise<UploadLimit> {
  const [row] = await tx.$queryRaw<{ most: bigint | null }[]>`
    SELECT max(each."maxUploadBytes") AS most FROM "Tenant" t
    JOIN "PlanSet" s ON s."id" = t."planSetId" OR (t."planSetId" IS NULL AND s."isDefault"),
    LATERAL (
      SELECT s."maxUploadBytes" WHERE s."allowsOwnSize"
      UNION ALL
      SELECT p."maxUploadBytes" FROM "PlanSetPlan" m JOIN "Plan" p ON p."id" = m."planId"
      WHERE m."planSetId" = s."id" AND p."isEnabled"
    ) each
    WHERE t."id" = ${tenantId}::uuid`;
  const maxBytes = Number(row?.most ?? 0);
  return { maxBytes, totalBytes: maxBytes * largestOnes };
}

/** What all uploads of a tenant take, those that are under way with their whole size. */
export async function uploadedBytes(tx: Tx, tenantId: string): Promise<number> {
  const { _sum } = await tx.upload.aggregate({ where: { tenantId }, _sum: { sizeBytes: true } });
  return Number(_sum.sizeBytes ?? 0);
}
