import type { Tx } from '#server/db.ts';
import { AppError } from '#server/errors.ts';

/** Throws when there is no such plan set; none at all is fine. */
export async function refuseUnknownPlanSet(tx: Tx, planSetId: string | null | undefined): Promise<void> {
  if (!planSetId) return;
  const planSet = await tx.planSet.findUnique({ where: { id: planSetId }, select: { id: true } });
  if (!planSet) throw new AppError('invalid', 'tenant-plan-set-unknown', {}, { field: 'planSetId' });
}
