import { record } from '#server/audit/record.ts';
import type { Ctx } from '#server/context.ts';
import { notifyChange } from '#server/events/notify-change.ts';
import { loadSshKey } from './load-ssh-key.ts';

/** Forgets a key. Instances that were made with it keep it in their authorized_keys. */
export async function deleteSshKey(ctx: Ctx, input: { id: string }): Promise<void> {
  const { id, tenantId, name } = await loadSshKey(ctx, input.id, 'ssh-key.manage');
  await ctx.db.$transaction(async (tx) => {
    await tx.sshKey.deleteMany({ where: { id } });
    await record(ctx, tx, {
      action: 'ssh-key.delete',
      tenantId,
      targetKind: 'ssh-key',
      targetId: id,
      targetName: name,
    });
    await notifyChange(tx, { topic: 'ssh-key', id, tenantId });
  });
}
