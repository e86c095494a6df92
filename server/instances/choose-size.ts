import type { Tx } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { type Allowances, nothingAllowed, selectAllowances, toAllowances } from '#server/plans/allowances.ts';
import type { InstanceKind } from './kinds/schema.ts';
import type { Size } from './schema.ts';

type Asked = Partial<Size> & { planId?: string | undefined };
type PlanSet = ({ id: string; allowsOwnSize: boolean } & Allowances) | null;
export type ChosenSize = Size & { planId: string | null; allowances: Allowances };

/**
 * The size that is asked for: of a plan in the tenant's plan set, or one's own where the set allows it; and what
 * that allows beside it.
 * Throws `refused` with the field to blame.
 */
export async function chooseSize(
  db: Tx,
  planSet: PlanSet,
  kind: InstanceKind,
  asked: Asked,
): Promise<ChosenSize> {
  if (asked.planId) return planSize(db, planSet, kind, asked.planId);
  const { vcpus, memoryBytes, diskBytes } = asked;
  if (!vcpus || !memoryBytes || !diskBytes) throw planGone();
  if (planSet && !planSet.allowsOwnSize) {
    throw new AppError('refused', 'own-size-not-allowed', {}, { field: 'planId' });
  }
  const allowances = planSet ? toAllowances(planSet) : nothingAllowed;
  return { planId: null, vcpus, memoryBytes, diskBytes, allowances };
}

async function planSize(db: Tx, planSet: PlanSet, kind: InstanceKind, planId: string) {
  if (!planSet) throw planGone();
  const plan = await db.plan.findFirst({
    where: { id: planId, kind, isEnabled: true, planSets: { some: { planSetId: planSet.id } } },
    select: { id: true, vcpus: true, memoryBytes: true, diskBytes: true, ...selectAllowances },
  });
  if (!plan) throw planGone();
  return {
    planId: plan.id,
    vcpus: plan.vcpus,
    memoryBytes: Number(plan.memoryBytes),
    diskBytes: Number(plan.diskBytes),
    allowances: toAllowances(plan),
  };
}

function planGone(): AppError {
  return new AppError('refused', 'plan-gone', {}, { field: 'planId' });
}
