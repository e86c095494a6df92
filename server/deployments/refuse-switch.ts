import type { Tx } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { lackOfSize } from '#server/instances/choose-size.ts';
import type { InstanceKind } from '#server/instances/kinds/schema.ts';
import type { Size } from '#server/instances/schema.ts';
import type { PlanSetOfTenant } from '#server/plans/plan-set-of-tenant.ts';

/**
 * An instance that becomes another kind keeps its size and its plan, with the price, until somebody resizes it. So the
 * size has to be enough for the new kind, and the kind has to be one that the account could buy.
 */
export async function refuseSwitch(
  tx: Tx,
  planSet: PlanSetOfTenant,
  kind: InstanceKind,
  size: Omit<Size, 'vcpus'>,
): Promise<void> {
  const { field, params } = lackOfSize(kind, size);
  if (field) throw new AppError('refused', 'deploy-below-least', params, { field: 'kind' });
  if (!planSet || planSet.allowsOwnSize) return;
  const plan = { kind, isEnabled: true, planSets: { some: { planSetId: planSet.id } } };
  if ((await tx.plan.count({ where: plan })) > 0) return;
  throw new AppError('refused', 'deploy-kind-without-plan', {}, { field: 'kind' });
}
