import { authorize } from '#server/auth/authorize.ts';
import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import type { TenantView } from './schema.ts';
import { selectTenantView, toTenantView } from './to-tenant-view.ts';

/** The tenant of a URL. Throws `not-found` for everybody but its members and operators. */
export async function getTenantBySlug(ctx: Ctx, slug: string): Promise<TenantView> {
  if (ctx.actor.kind === 'visitor') throw new AppError('unauthenticated', 'unauthenticated');
  const row = await ctx.db.tenant.findUnique({ where: { slug }, select: selectTenantView });
  if (!row) throw new AppError('not-found', 'not-found');
  authorize(ctx, row.id, 'tenant.read');
  return toTenantView(row);
}
