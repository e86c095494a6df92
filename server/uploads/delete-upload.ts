import { record } from '#server/audit/record.ts';
import type { Ctx } from '#server/context.ts';
import type { Tx } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { notifyChange } from '#server/events/notify-change.ts';
import { lockTenant } from '#server/quotas/lock-tenant.ts';
import { loadUpload } from './load-upload.ts';
import { refuseTakenUpload } from './refuse-taken-upload.ts';
import { removeUploadFile } from './upload-files.ts';
import { endWriter } from './writers.ts';

/**
 * Removes a file, also one that is still received. Throws `conflict` while an instance or a disc is made of it, or one
 * runs it.
 */
export async function deleteUpload(ctx: Ctx, { id }: { id: string }): Promise<void> {
  const { tenantId, name } = await loadUpload(ctx, id, 'instance.manage');
  await ctx.db.$transaction(async (tx) => {
    await lockTenant(tx, tenantId);
    await refuseTakenUpload(tx, id);
    const user = await findUser(tx, tenantId, id);
    if (user) throw new AppError('conflict', 'upload-in-use', { instance: user });
    const { count } = await tx.upload.deleteMany({ where: { id } });
    if (count === 0) throw new AppError('not-found', 'not-found');
    const target = { targetKind: 'upload', targetId: id, targetName: name };
    await record(ctx, tx, { action: 'upload.delete', tenantId, ...target });
    await notifyChange(tx, { topic: 'upload', id, tenantId });
  });
  await endWriter(id);
  await removeUploadFile(id);
}

/** The name of an instance whose present or coming version is made of it. */
async function findUser(tx: Tx, tenantId: string, id: string): Promise<string | undefined> {
  const found = await tx.deployment.findFirst({
    where: {
      state: { in: ['waiting', 'deploying', 'current'] },
      instance: { tenantId },
      OR: ['kernelId', 'initrdId', 'diskId'].map((key) => ({ settings: { path: [key], equals: id } })),
    },
    select: { instance: { select: { name: true } } },
  });
  return found?.instance.name;
}
