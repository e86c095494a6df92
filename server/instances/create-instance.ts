import type { Ctx } from '#server/context.ts';
import { type Tx, uniqueViolation } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { allocateAddress } from '#server/networks/allocate-address.ts';
import { lockActiveTenant } from '#server/quotas/lock-active-tenant.ts';
import { reserveQuota } from '#server/quotas/reserve-quota.ts';
import { insertInstance } from './insert-instance.ts';
import { loadTenant } from './load-tenant.ts';
import { type PlannedInstance, planInstance } from './plan-instance.ts';
import type { CreateInstanceInput, InstanceCreated } from './schema.ts';

/**
 * Makes an instance: its row with its address at once, the rest by a job. Everything that can be refused
 * is refused before anything is made. The root password is in the answer and nowhere else.
 */
export async function createInstance(ctx: Ctx, input: CreateInstanceInput): Promise<InstanceCreated> {
  const tenant = await loadTenant(ctx, input.tenant, 'instance.manage');
  const planned = await planInstance(ctx, tenant, input);
  try {
    const created = await ctx.db.$transaction((tx) => write(ctx, tx, planned));
    const { rootPassword } = planned;
    return { ...created, ...(rootPassword && { rootPassword }) };
  } catch (error) {
    if (!uniqueViolation(error)?.includes('name')) throw error;
    throw new AppError(
      'conflict',
      'instance-name-taken',
      { name: input.name },
      { field: 'name', cause: error },
    );
  }
}

async function write(ctx: Ctx, tx: Tx, planned: PlannedInstance) {
  const { tenant, input, choice } = planned;
  const locked = await lockActiveTenant(tx, tenant.id);
  if (!tenant.network) throw new AppError('wrong-state', 'tenant-not-active', { state: tenant.state });
  await reserveQuota(tx, tenant.id, { kind: input.kind, ...choice.size }, { locked });
  const ipv4 = await allocateAddress(tx, tenant.id, locked);
  return insertInstance(ctx, tx, planned, ipv4);
}
