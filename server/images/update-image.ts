import { record } from '#server/audit/record.ts';
import type { Ctx } from '#server/context.ts';
import { uniqueViolation } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { notifyChange } from '#server/events/notify-change.ts';
import { parseInput } from '#server/parse-input.ts';
import { loadImage } from './load-image.ts';
import { type ImageView, type UpdateImageInput, updateImageInput } from './schema.ts';
import { imageSelect, toImageView } from './to-image-view.ts';

/** What a customer may change of an image of their own; the rest is the provider's to say. */
const ofOwn: readonly string[] = ['name', 'description', 'defaultUser'];

/** Changes what is offered and how. Instances that exist keep what they were made of. */
export async function updateImage(ctx: Ctx, input: UpdateImageInput): Promise<ImageView> {
  const before = await loadImage(ctx, input.id, 'instance.manage');
  const { id, ...given } = parseInput(updateImageInput, input);
  const data: Partial<typeof given> = Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined),
  );
  refuseOthers(before, Object.keys(data));
  try {
    return await ctx.db.$transaction(async (tx) => {
      const row = await tx.image.update({ where: { id }, data, select: imageSelect });
      const offer = before.isEnabled === row.isEnabled ? 'update' : row.isEnabled ? 'enable' : 'disable';
      await record(ctx, tx, {
        action: `image.${offer}`,
        tenantId: row.tenantId,
        targetKind: 'image',
        targetId: id,
        targetName: row.tenantId === null ? row.alias : row.name,
        details: told(data),
      });
      await notifyChange(tx, { topic: 'image', id, tenantId: row.tenantId });
      return toImageView(row);
    });
  } catch (error) {
    if (!uniqueViolation(error)) throw error;
    const params = { name: given.name ?? before.name };
    throw new AppError('conflict', 'image-name-taken', params, { field: 'name', cause: error });
  }
}

/** The reference says it all of what an app begins with. */
function told(data: Partial<Omit<UpdateImageInput, 'id'>>) {
  const { app, ...rest } = data;
  return { ...rest, ...(app && { reference: app.reference }) };
}

function refuseOthers(image: ImageView, columns: string[]): void {
  if (image.tenantId !== null && columns.some((column) => !ofOwn.includes(column))) {
    throw new AppError('forbidden', 'image-own-fields');
  }
  // Offered before there is anything to offer, it would be chosen and could not be made.
  if (columns.includes('isEnabled') && image.state !== 'ready') {
    throw new AppError('wrong-state', 'image-not-ready', { name: image.name });
  }
  if (columns.includes('app') && image.app === null) {
    throw new AppError('invalid', 'image-no-app', { name: image.name }, { field: 'app' });
  }
}
