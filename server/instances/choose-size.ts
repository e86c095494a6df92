import type { Tx } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import type { InstanceKind, Size } from './schema.ts';

type Asked = Partial<Size> & { planId?: string | undefined };
type PlanSet = { id: string; allowsOwnSize: boolean } | null;

/**
 * The size that is asked for: of a plan in the tenant's plan set, or one's own where the set allows it.
 * Throws `refused` with the field to blame.
 */
export async function chooseSize(
  db: Tx,
  planSet: PlanSet,
  kind: InstanceKind,
  asked: Asked,
): Promise<Size & { planId: string | null }> {
  if (asked.planId) return planSize(db, planSet, kind, asked.planId);
  const { vcpus, memoryBytes, diskBytes } = asked;
  if (!vcpus || !memoryBytes || !diskBytes) throw planGone();
  if (planSet && !planSet.allowsOwnSize) {
    throw new AppError('refused', 'own-size-not-allowed', {}, { field: 'planId' });
  }
  return { planId: null, vcpus, memoryBytes, diskBytes };
}

async function planSize(db: Tx, planSet: PlanSet, kind: InstanceKind, planId: string) {
  if (!planSet) throw planGone();
  const plan = await db.plan.findFirst({
    where: { id: planId, kind, isEnabled: true, planSets: { some: { planSetId: planSet.id } } },
    select: { id: true, vcpus: true, memoryBytes: true, diskBytes: true },
  });
  if (!plan) throw planGone();
  return {
    planId: plan.id,
    vcpus: plan.vcpus,
    memoryBytes: Number(plan.memoryBytes),
    diskBytes: Number(plan.diskBytes),
  };
}

function planGone(): AppError {
  return new AppError('refused', 'plan-gone', {}, { field: 'planId' });
}
