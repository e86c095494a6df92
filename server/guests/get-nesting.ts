import type { Ctx } from '#server/context.ts';
import { parseSettings } from '#server/instances/choose-kind-parts.ts';
import { loadInstance } from '#server/instances/load-instance.ts';
import { loadTenant } from '#server/instances/load-tenant.ts';
import type { InstanceView } from '#server/instances/schema.ts';
import { type Allowances, nothingAllowed, selectAllowances, toAllowances } from '#server/plans/allowances.ts';
import type { NestingView } from './metadata-schema.ts';

/** Whether containers may be run inside an instance. Null for kinds that know no such switch. */
export async function getNesting(ctx: Ctx, { id }: { id: string }): Promise<NestingView | null> {
  const instance = await loadInstance(ctx, id, 'instance.read');
  const settings = await readSettings(ctx, instance);
  if (!('nesting' in settings)) return null;
  const { allowsNesting } = await allowancesOf(ctx, instance);
  return { isOn: settings.nesting === true, isAllowed: allowsNesting };
}

export async function readSettings(ctx: Ctx, { id, kind }: InstanceView): Promise<Record<string, unknown>> {
  const { settings } = await ctx.db.instance.findUniqueOrThrow({ where: { id }, select: { settings: true } });
  return parseSettings(kind, settings);
}

/** Of its plan, or of the tenant's plan set where it has a size of its own. */
export async function allowancesOf(ctx: Ctx, { plan, tenant }: InstanceView): Promise<Allowances> {
  if (plan) {
    const row = await ctx.db.plan.findUnique({ where: { id: plan.id }, select: selectAllowances });
    return row ? toAllowances(row) : nothingAllowed;
  }
  const { planSet } = await loadTenant(ctx, tenant.slug, 'instance.read');
  return planSet ? toAllowances(planSet) : nothingAllowed;
}
