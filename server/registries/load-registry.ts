import { authorize } from '#server/auth/authorize.ts';
import type { Permission } from '#server/auth/permissions.ts';
import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';

type RegistryRow = { id: string; tenantId: string; host: string };

/** The login, for somebody who may do this with it. Throws `not-found` for everybody else. */
export async function loadRegistry(ctx: Ctx, id: string, permission: Permission): Promise<RegistryRow> {
  if (ctx.actor.kind === 'visitor') throw new AppError('unauthenticated', 'unauthenticated');
  const row = await ctx.db.registryLogin.findUnique({
    where: { id },
    select: { id: true, tenantId: true, host: true },
  });
  if (!row) throw new AppError('not-found', 'not-found');
  authorize(ctx, row.tenantId, permission);
  return row;
}
