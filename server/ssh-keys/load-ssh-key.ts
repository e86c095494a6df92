import { authorize } from '#server/auth/authorize.ts';
import type { Permission } from '#server/auth/permissions.ts';
import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';

export type SshKeyRow = { id: string; tenantId: string; name: string };

/** The key, for somebody who may do this with it. Throws `not-found` for everybody else. */
export async function loadSshKey(ctx: Ctx, id: string, permission: Permission): Promise<SshKeyRow> {
  if (ctx.actor.kind === 'visitor') throw new AppError('unauthenticated', 'unauthenticated');
  const key = await ctx.db.sshKey.findUnique({
    where: { id },
    select: { id: true, tenantId: true, name: true },
  });
  if (!key) throw new AppError('not-found', 'not-found');
  authorize(ctx, key.tenantId, permission);
  return key;
}
