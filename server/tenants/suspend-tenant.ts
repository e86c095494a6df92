import { authorizeOperator } from '#server/auth/authorize.ts';
import type { Ctx } from '#server/context.ts';
import { beginSuspension } from './begin-suspension.ts';
import { loadTenantFor } from './load-tenant-for.ts';
import type { SuspendTenantInput, TenantJobStarted } from './schema.ts';

/** Stops all that runs and lets nothing start: members may sign in and read. Nothing starts from this moment on. */
export async function suspendTenant(ctx: Ctx, { id, reason }: SuspendTenantInput): Promise<TenantJobStarted> {
  authorizeOperator(ctx);
  return ctx.db.$transaction(async (tx) => {
    const tenant = await loadTenantFor(tx, 'suspend', id);
    return beginSuspension(ctx, tx, { tenant, reason });
  });
}
