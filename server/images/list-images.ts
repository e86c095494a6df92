import type { Ctx } from '#server/context.ts';
import type { Prisma } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { parseInput } from '#server/parse-input.ts';
import { authorizeSlug } from '#server/tenants/authorize-slug.ts';
import { liveImageJobs } from './live-image-jobs.ts';
import { type ImagePage, type ImageView, kindsOf, type ListImagesInput, listImagesInput } from './schema.ts';
import { imageSelect, toImageView } from './to-image-view.ts';

/**
 * Images in the order in which they are offered: the provider's, and a tenant's own to who may see that tenant. Only
 * operators see those of the provider that are not on offer.
 */
export async function listImages(ctx: Ctx, input: ListImagesInput = {}): Promise<ImagePage> {
  if (ctx.actor.kind === 'visitor') throw new AppError('unauthenticated', 'unauthenticated');
  const { kind, isOffered, tenant, isOwn, page, pageSize } = parseInput(listImagesInput, input);
  const tenantId = tenant === undefined ? null : await authorizeSlug(ctx, tenant, 'instance.read');
  const hasAll = ctx.actor.kind === 'system' || ctx.actor.isOperator;
  const offered = { isEnabled: true, isPresent: true, state: 'ready' };
  const where: Prisma.ImageWhereInput = {
    ...(kind && { kind: { in: kindsOf(kind) } }),
    OR: [
      ...(isOwn ? [] : [{ tenantId: null, ...((isOffered || !hasAll) && offered) }]),
      ...(tenantId === null ? [] : [{ tenantId, ...(isOffered && offered) }]),
    ],
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
  const jobs = await liveImageJobs(ctx.db, workedOn(rows));
  const items = rows.map((row) => toImageView(row, jobs.get(row.id)));
  return { items: hasAll ? items : items.map(forCustomers), total, page, pageSize };
}

function workedOn(rows: readonly { id: string; state: string }[]): string[] {
  return rows.filter(({ state }) => state === 'creating' || state === 'deleting').map(({ id }) => id);
}

/** How much others use an image, and how its pools are, is the provider's business. */
function forCustomers(image: ImageView): ImageView {
  const hidden = { warmPlaces: 0, allPlaces: 0, warmError: null };
  if (image.tenantId !== null) return { ...image, ...hidden };
  const noWhy = { stateReason: null, reason: null, reasonParams: {} };
  return { ...image, ...hidden, ...noWhy, instances: 0, originNote: null };
}
