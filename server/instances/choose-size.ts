import type { Tx } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { type Allowances, nothingAllowed, selectAllowances, toAllowances } from '#server/plans/allowances.ts';
import type { PlanSetOfTenant } from '#server/plans/plan-set-of-tenant.ts';
import { factsOf, type InstanceKind } from './kinds/schema.ts';
import type { Size } from './schema.ts';

type Asked = Partial<Size> & { planId?: string | undefined };
export type ChosenSize = Size & { planId: string | null; allowances: Allowances };

/**
 * The size that is asked for: of a plan in the tenant's plan set, or one's own where the set allows it; and what
 * that allows beside it.
 * Throws `refused` with the field to blame.
 */
export async function chooseSize(
  db: Tx,
  planSet: PlanSetOfTenant,
  kind: InstanceKind,
  asked: Asked,
): Promise<ChosenSize> {
  if (asked.planId) return planSize(db, planSet, kind, asked.planId);
  const { vcpus, memoryBytes, diskBytes } = asked;
  if (!vcpus || !memoryBytes || !diskBytes) throw planGone();
  if (planSet && !planSet.allowsOwnSize) {
    throw new AppError('refused', 'own-size-not-allowed', {}, { field: 'planId' });
  }
  refuseBelowLeast(kind, { memoryBytes, diskBytes });
  const allowances = planSet ? toAllowances(planSet) : nothingAllowed;
  return { planId: null, vcpus, memoryBytes, diskBytes, allowances };
}

async function planSize(db: Tx, planSet: PlanSetOfTenant, kind: InstanceKind, planId: string) {
  if (!planSet) throw planGone();
  const plan = await db.plan.findFirst({
    where: { id: planId, kind, isEnabled: true, planSets: { some: { planSetId: planSet.id } } },
    select: { id: true, vcpus: true, memoryBytes: true, diskBytes: true, ...selectAllowances },
  });
  if (!plan) throw planGone();
  const { id, vcpus } = plan;
  const sizes = { memoryBytes: Number(plan.memoryBytes), diskBytes: Number(plan.diskBytes) };
  refuseBelowLeast(kind, sizes);
  return { planId: id, vcpus, ...sizes, allowances: toAllowances(plan) };
}

/** What a kind cannot be had without, whoever made the plan. */
function refuseBelowLeast(kind: InstanceKind, size: Omit<Size, 'vcpus'>): void {
  const { field, params } = lackOfSize(kind, size);
  if (field) throw new AppError('refused', 'size-below-least', params, { field });
}

/** Of which part a size has less than the kind takes at least; undefined where it has enough. */
export function lackOfSize(kind: InstanceKind, size: Omit<Size, 'vcpus'>) {
  const { least } = factsOf(kind);
  const field = (['memoryBytes', 'diskBytes'] as const).find((amount) => size[amount] < least[amount]);
  return {
    field,
    params: { memoryMib: least.memoryBytes / 1024 ** 2, diskGib: least.diskBytes / 1024 ** 3 },
  };
}

function planGone(): AppError {
  return new AppError('refused', 'plan-gone', {}, { field: 'planId' });
}
