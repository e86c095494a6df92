import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import { parseInput } from '#server/parse-input.ts';
import { type ImagePage, type ImageView, type ListImagesInput, listImagesInput } from './schema.ts';
import { imageSelect, toImageView } from './to-image-view.ts';

/** Images in the order in which they are offered. Only operators see those that are not. */
export async function listImages(ctx: Ctx, input: ListImagesInput = {}): Promise<ImagePage> {
  if (ctx.actor.kind === 'visitor') throw new AppError('unauthenticated', 'unauthenticated');
  const { kind, isOffered, page, pageSize } = parseInput(listImagesInput, input);
  const hasAll = ctx.actor.kind === 'system' || ctx.actor.isOperator;
  const where = {
    ...(kind && { kind }),
    ...((isOffered || !hasAll) && { isEnabled: true, isPresent: true }),
  };
  const [total, rows] = await Promise.all([
    ctx.db.image.count({ where }),
    ctx.db.image.findMany({
      where,
      orderBy: [{ position: 'asc' }, { name: 'asc' }],
      skip: (page - 1) * pageSize,
      take: pageSize,
      select: imageSelect,
    }),
  ]);
  const items = rows.map(toImageView);
  return { items: hasAll ? items : items.map(forCustomers), total, page, pageSize };
}

/** How much others use an image, and how its pools are, is the provider's business. */
function forCustomers(image: ImageView): ImageView {
  return { ...image, instances: 0, warmPlaces: 0, allPlaces: 0, warmError: null };
}
