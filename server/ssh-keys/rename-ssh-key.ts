import type { z } from 'zod';
import { record } from '#server/audit/record.ts';
import type { Ctx } from '#server/context.ts';
import { uniqueViolation } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { notifyChange } from '#server/events/notify-change.ts';
import { loadSshKey } from './load-ssh-key.ts';
import type { renameSshKeyInput, SshKeyView } from './schema.ts';
import { selectSshKey, sshKeyView } from './ssh-key-view.ts';

export async function renameSshKey(ctx: Ctx, input: z.infer<typeof renameSshKeyInput>): Promise<SshKeyView> {
  const { id, tenantId, name: former } = await loadSshKey(ctx, input.id, 'ssh-key.manage');
  const { name } = input;
  try {
    return await ctx.db.$transaction(async (tx) => {
      const key = await tx.sshKey.update({ where: { id }, data: { name }, select: selectSshKey });
      const target = { targetKind: 'ssh-key', targetId: id, targetName: name };
      await record(ctx, tx, { action: 'ssh-key.rename', tenantId, ...target, details: { former } });
      await notifyChange(tx, { topic: 'ssh-key', id, tenantId });
      return sshKeyView(key);
    });
  } catch (error) {
    if (!uniqueViolation(error)) throw error;
    throw new AppError('conflict', 'ssh-key-name-taken', { name }, { field: 'name', cause: error });
  }
}
