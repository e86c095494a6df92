import { record } from '#server/audit/record.ts';
import { actorName } from '#server/auth/actor.ts';
import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import { notifyChange } from '#server/events/notify-change.ts';
import { lockActiveTenant } from '#server/quotas/lock-active-tenant.ts';
import { authorizeSlug } from '#server/tenants/authorize-slug.ts';
import { lockPromisedBytes, refuseFullDisk } from './refuse-full-disk.ts';
import type { CreateUploadInput, UploadView } from './schema.ts';
import { toUploadView } from './to-upload-view.ts';
import { makeUploadFile } from './upload-files.ts';
import { uploadedBytes, uploadLimit } from './upload-limit.ts';

const mib = 1024 ** 2;

/**
 * Begins to receive a file: its row and an empty file. Throws `quota-exceeded` for a file that is too large, alone or
 * with the others; `unavailable` when the panel itself has no room for it.
 */
export async function createUpload(ctx: Ctx, input: CreateUploadInput): Promise<UploadView> {
  const tenantId = await authorizeSlug(ctx, input.tenant, 'instance.manage');
  const { name, purpose, sizeBytes } = input;
  const row = await ctx.db.$transaction(async (tx) => {
    await lockActiveTenant(tx, tenantId);
    const { maxBytes, totalBytes } = await uploadLimit(tx, tenantId);
    if (sizeBytes > maxBytes) {
      const params = { mib: toMib(sizeBytes), limit: Math.floor(maxBytes / mib) };
      throw new AppError('quota-exceeded', 'upload-too-large', params, { field: 'sizeBytes' });
    }
    const used = await uploadedBytes(tx, tenantId);
    if (used + sizeBytes > totalBytes) {
      const params = { limit: Math.floor(totalBytes / mib), used: toMib(used) };
      throw new AppError('quota-exceeded', 'upload-quota', params, { field: 'sizeBytes' });
    }
    await refuseFullDisk((await lockPromisedBytes(tx)) + sizeBytes);
    const made = await tx.upload.create({
      data: { tenantId, name, purpose, sizeBytes, actorName: actorName(ctx.actor) },
    });
    const target = { targetKind: 'upload', targetId: made.id, targetName: name };
    await record(ctx, tx, { action: 'upload.create', tenantId, ...target, details: { purpose, sizeBytes } });
    await notifyChange(tx, { topic: 'upload', id: made.id, tenantId });
    return made;
  });
  await makeUploadFile(row.id);
  return toUploadView(row);
}

function toMib(bytes: number): number {
  return Math.ceil(bytes / mib);
}
