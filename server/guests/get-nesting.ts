import type { Ctx } from '#server/context.ts';
import { loadInstance } from '#server/instances/load-instance.ts';
import { readSettings } from '#server/instances/read-settings.ts';
import { allowancesOf } from '#server/plans/allowances-of.ts';
import type { NestingView } from './metadata-schema.ts';

/** Whether containers may be run inside an instance. Null for kinds that know no such switch. */
export async function getNesting(ctx: Ctx, { id }: { id: string }): Promise<NestingView | null> {
  const instance = await loadInstance(ctx, id, 'instance.read');
  const settings = await readSettings(ctx.db, instance);
  if (!('nesting' in settings)) return null;
  const { allowsNesting } = await allowancesOf(ctx.db, {
    tenantId: instance.tenant.id,
    planId: instance.plan?.id,
  });
  return { isOn: settings.nesting === true, isAllowed: allowsNesting };
}
