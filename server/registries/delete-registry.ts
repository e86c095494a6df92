import { record } from '#server/audit/record.ts';
import type { Ctx } from '#server/context.ts';
import { notifyChange } from '#server/events/notify-change.ts';
import { loadRegistry } from './load-registry.ts';

/** Forgets a login. What is deployed goes on; its next version is fetched without one. */
export async function deleteRegistry(ctx: Ctx, input: { id: string }): Promise<void> {
  const { id, tenantId, host } = await loadRegistry(ctx, input.id, 'instance.manage');
  await ctx.db.$transaction(async (tx) => {
    await tx.registryLogin.deleteMany({ where: { id } });
    const target = { targetKind: 'registry', targetId: id, targetName: host };
    await record(ctx, tx, { action: 'registry.delete', tenantId, ...target });
    await notifyChange(tx, { topic: 'registry', id, tenantId });
  });
}
