import { authorize, authorizeOperator } from '#server/auth/authorize.ts';
import type { Permission } from '#server/auth/permissions.ts';
import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import { parseId } from '#server/parse-id.ts';
import { liveImageJobs } from './live-image-jobs.ts';
import type { ImageView } from './schema.ts';
import { imageSelect, toImageView } from './to-image-view.ts';

/**
 * An image, for somebody who may do this with it: a tenant's own for its members, one of the provider's for
 * operators. Throws `not-found` for everybody else.
 */
export async function loadImage(
  ctx: Ctx,
  id: string,
  permission: Extract<Permission, 'instance.read' | 'instance.manage'>,
): Promise<ImageView> {
  if (ctx.actor.kind === 'visitor') throw new AppError('unauthenticated', 'unauthenticated');
  const row = await ctx.db.image.findUnique({ where: { id: parseId(id) }, select: imageSelect });
  if (!row) throw new AppError('not-found', 'not-found');
  if (row.tenantId !== null) authorize(ctx, row.tenantId, permission);
  else authorizeOperator(ctx, permission === 'instance.read' ? 'read' : 'write');
  return toImageView(row, (await liveImageJobs(ctx.db, [row.id])).get(row.id));
}
