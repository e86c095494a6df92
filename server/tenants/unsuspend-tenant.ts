import { authorizeOperator } from '#server/auth/authorize.ts';
import type { Ctx } from '#server/context.ts';
import { liftSuspension } from './lift-suspension.ts';
import { loadTenantFor } from './load-tenant-for.ts';
import type { TenantJobStarted } from './schema.ts';

/** Lifts a suspension: what ran before runs again, then the tenant is active. */
export async function unsuspendTenant(ctx: Ctx, { id }: { id: string }): Promise<TenantJobStarted> {
  authorizeOperator(ctx);
  return ctx.db.$transaction(async (tx) => liftSuspension(ctx, tx, await loadTenantFor(tx, 'unsuspend', id)));
}
