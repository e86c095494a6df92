import { authorizeOperator } from '#server/auth/authorize.ts';
import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import { parseId } from '#server/parse-id.ts';
import type { ImageView } from './schema.ts';
import { imageSelect, toImageView } from './to-image-view.ts';

export async function getImage(ctx: Ctx, id: string): Promise<ImageView> {
  authorizeOperator(ctx, 'read');
  const row = await ctx.db.image.findUnique({ where: { id: parseId(id) }, select: imageSelect });
  if (!row) throw new AppError('not-found', 'not-found');
  return toImageView(row);
}
