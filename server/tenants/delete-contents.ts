import type { Ctx } from '#server/context.ts';
import { passOverAppError } from '#server/errors.ts';
import { beginDelete } from '#server/instances/begin-delete.ts';
import { liveJobStates } from '#server/jobs/states.ts';
import { deleteUpload } from '#server/uploads/delete-upload.ts';
import { deleteIso } from '#server/vms/delete-iso.ts';
import { pauseBegan, triedLately } from './tried-lately.ts';

/**
 * Begins to delete what an ending tenant has outside of its vaults: its instances, and when no instance is left that
 * may use them, its discs and files. What is busy, or was tried just now in vain, waits for a later pass.
 */
export async function deleteContents(ctx: Ctx, tenantId: string): Promise<void> {
  for (const id of await listIdle(ctx, tenantId)) await deleteInstance(ctx, id).catch(passOverAppError);
  if ((await ctx.db.instance.count({ where: { tenantId } })) > 0) return;
  const where = { tenantId };
  for (const { id } of await ctx.db.iso.findMany({ where, select: { id: true } })) {
    if (await triedLately(ctx, `iso:${id}`, 'delete-iso')) continue;
    await deleteIso(ctx, { id }).catch(passOverAppError);
  }
  for (const { id } of await ctx.db.upload.findMany({ where, select: { id: true } })) {
    await deleteUpload(ctx, { id }).catch(passOverAppError);
  }
}

/** Those in vaults are destroyed with them. */
async function listIdle(ctx: Ctx, tenantId: string): Promise<string[]> {
  const tried = { kind: 'delete-instance', finishedAt: { gt: pauseBegan(ctx) } };
  const rows = await ctx.db.instance.findMany({
    where: {
      ...{ tenantId, vaultId: null },
      jobs: { none: { OR: [{ state: { in: [...liveJobStates] } }, tried] } },
    },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

async function deleteInstance(ctx: Ctx, id: string): Promise<void> {
  await ctx.db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM "Instance" WHERE "id" = ${id}::uuid FOR NO KEY UPDATE`;
    const instance = await tx.instance.findUnique({
      where: { id, vaultId: null },
      select: { id: true, name: true, state: true, tenant: { select: { id: true, slug: true } } },
    });
    if (instance) await beginDelete(ctx, tx, { ...instance, vault: null });
  });
}
