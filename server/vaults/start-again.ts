import type { Ctx } from '#server/context.ts';
import { passOverAppError } from '#server/errors.ts';
import { notifyChange } from '#server/events/notify-change.ts';
import { type Instance, isStopped } from '#server/incus/instance.ts';
import { findOnEngine } from '#server/instances/find-on-engine.ts';
import { findIdleRow } from '#server/instances/idle-rows.ts';
import { nodeIds } from '#server/instances/node-ids.ts';
import { saveDifference } from '#server/instances/save-difference.ts';
import { startInstance } from '#server/instances/start-instance.ts';
import { projectName } from '#server/networks/network-names.ts';
import { whyFor } from '#server/why/why.ts';
import { mailThatTheyWait } from './mail-that-they-wait.ts';
import { bySystem, recordVaultEvent } from './record-vault-event.ts';
import { vaultNotes } from './schema.ts';
import { readVaultRow } from './vault-row.ts';

/** The engine's own word for what ran when it, or its machine, went down; a guest that ended itself is `STOPPED`. */
const lastPower = 'volatile.last_state.power';

/**
 * After a restart of a node: what ran in a vault is started again, which opens it. Where only the customer can open
 * it, its instances wait and its history says for whom.
 */
export async function startAgain(ctx: Ctx, vaultId: string): Promise<void> {
  const vault = await readVaultRow(ctx.db, vaultId);
  const rows = await ctx.db.instance.findMany({
    where: { vaultId, wantsRunning: true, tenant: { state: 'active' } },
    select: { id: true, name: true, tenant: { select: { slug: true } } },
  });
  const ran: string[] = [];
  for (const { id, name, tenant } of rows) {
    const found = await findOnEngine(ctx.engine, { id, name, project: projectName(tenant.slug) });
    if (!found || !isStopped(found) || found.config[lastPower] !== 'RUNNING') continue;
    await saveAsSeen(ctx, { slug: tenant.slug, name }, found);
    ran.push(id);
  }
  if (ran.length === 0) return;
  if (vault.keyMode === 'passphrase' && vault.state !== 'open') return tellThatTheyWait(ctx, vaultId, ran);
  // Where somebody has begun something with it, or it runs, it is looked after.
  for (const id of ran) await startInstance(ctx, { id }).catch(passOverAppError);
}

/** Its row may say still that it runs, and what runs cannot be started. */
async function saveAsSeen(ctx: Ctx, { slug, name }: { slug: string; name: string }, found: Instance) {
  const nodeIdOf = await nodeIds(ctx.db);
  const row = await findIdleRow(ctx.db, slug, name);
  if (row) await saveDifference(ctx.db, row, { ...found, nodeId: nodeIdOf(found.location) }, ctx.now());
}

/** Once: a worker that starts finds those again that wait already, and nobody wants to read of them each time. */
async function tellThatTheyWait(ctx: Ctx, vaultId: string, ids: readonly string[]): Promise<void> {
  const note = vaultNotes.waiting;
  const why = whyFor('instance-waits-for-passphrase');
  const isNew = await ctx.db.$transaction(async (tx) => {
    const waiting = await tx.instance.updateManyAndReturn({
      where: { id: { in: [...ids] }, OR: [{ reason: null }, { reason: { not: why.reason } }] },
      data: why,
      select: { id: true, tenantId: true },
    });
    if (waiting.length === 0) return false;
    await recordVaultEvent(tx, { vaultId, what: 'locked', by: bySystem, note });
    for (const thing of waiting) await notifyChange(tx, { topic: 'instance', ...thing });
    return true;
  });
  if (isNew) await mailThatTheyWait(ctx, vaultId, ids.length);
}
