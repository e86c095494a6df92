import type { Tx } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { type Allowances, nothingAllowed, selectAllowances, toAllowances } from './allowances.ts';

/** What an instance of a tenant is allowed: by its plan, or by the tenant's plan set where its size is one's own. */
export async function allowancesOf(
  db: Tx,
  { tenantId, planId }: { tenantId: string; planId: string | undefined },
): Promise<Allowances> {
  if (planId) {
    const plan = await db.plan.findUnique({ where: { id: planId }, select: selectAllowances });
    if (plan) return toAllowances(plan);
  }
  const tenant = await db.tenant.findUnique({
    where: { id: tenantId },
    select: { planSet: { select: selectAllowances } },
  });
  if (!tenant) throw new AppError('not-found', 'not-found');
  const planSet =
    tenant.planSet ?? (await db.planSet.findFirst({ where: { isDefault: true }, select: selectAllowances }));
  return planSet ? toAllowances(planSet) : nothingAllowed;
}
