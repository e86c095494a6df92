import type { Db } from '#server/db.ts';
import { notifyChange } from '#server/events/notify-change.ts';
import type { Engine } from '#server/incus/engine.ts';
import { isEngineError } from '#server/incus/engine-error.ts';
import { observeNodes } from './observe-nodes.ts';
import { saveNodes } from './save-nodes.ts';

type Input = { db: Db; engine: Engine; pool: string; now: Date; signal?: AbortSignal };

/** A single call that was lost takes no node down; two passes without an answer do. */
const graceSeconds = 30;

/**
 * Brings the rows of the nodes to what the engine shows. @throws EngineError when it does not answer,
 * after the nodes have been marked offline.
 */
export async function syncNodes({ db, engine, pool, now, signal }: Input): Promise<void> {
  try {
    await saveNodes(db, await observeNodes(engine, pool, signal), now);
  } catch (error) {
    if (isEngineError(error) && !signal?.aborted) await markOffline(db, error.engineMessage, now);
    throw error;
  }
}

async function markOffline(db: Db, message: string, now: Date): Promise<void> {
  const lately = new Date(now.getTime() - graceSeconds * 1000);
  const nodes = await db.node.findMany({
    where: { state: { not: 'offline' }, OR: [{ seenAt: null }, { seenAt: { lt: lately } }] },
    select: { id: true },
  });
  for (const { id } of nodes) {
    await db.node.update({ where: { id }, data: { state: 'offline', message } });
    await notifyChange(db, { topic: 'node', id, tenantId: null });
  }
}
