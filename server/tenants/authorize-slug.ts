import { authorize } from '#server/auth/authorize.ts';
import type { Permission } from '#server/auth/permissions.ts';
import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import { tenantIdOf } from './tenant-id-of.ts';

/** `authorize` for verbs that are told a tenant's slug; gives its id. Throws `not-found` for strangers. */
export async function authorizeSlug(ctx: Ctx, slug: string, permission: Permission): Promise<string> {
  if (ctx.actor.kind === 'visitor') throw new AppError('unauthenticated', 'unauthenticated');
  const tenantId = await tenantIdOf(ctx.db, ctx.actor, slug);
  if (tenantId === null) throw new AppError('not-found', 'not-found');
  authorize(ctx, tenantId, permission);
  return tenantId;
}
