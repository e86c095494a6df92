import { record } from '#server/audit/record.ts';
import { authorizeOperator } from '#server/auth/authorize.ts';
import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import { notifyChange } from '#server/events/notify-change.ts';
import { parseInput } from '#server/parse-input.ts';
import { type ImageView, type UpdateImageInput, updateImageInput } from './schema.ts';
import { imageSelect, toImageView } from './to-image-view.ts';

/** Changes what is offered and how. Instances that exist keep what they were made of. */
export async function updateImage(ctx: Ctx, input: UpdateImageInput): Promise<ImageView> {
  authorizeOperator(ctx);
  const { id, ...given } = parseInput(updateImageInput, input);
  const data = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return ctx.db.$transaction(async (tx) => {
    const before = await tx.image.findUnique({ where: { id }, select: { isEnabled: true } });
    if (!before) throw new AppError('not-found', 'not-found');
    const row = await tx.image.update({ where: { id }, data, select: imageSelect });
    await record(ctx, tx, {
      action:
        before.isEnabled === row.isEnabled
          ? 'image.update'
          : row.isEnabled
            ? 'image.enable'
            : 'image.disable',
      targetKind: 'image',
      targetId: id,
      targetName: row.alias,
      details: data,
    });
    await notifyChange(tx, { topic: 'image', id, tenantId: null });
    return toImageView(row);
  });
}
