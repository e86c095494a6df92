import type { Db } from '#server/db.ts';
import type { Engine } from '#server/incus/engine.ts';
import { listInstances } from '#server/incus/instances.ts';
import { listIdleRows } from './idle-rows.ts';
import { matchInstances } from './match-instances.ts';
import { nodeIds } from './node-ids.ts';
import { saveDifference } from './save-difference.ts';

type Tools = { db: Db; engine: Engine };

/**
 * Compares every instance that no job works on with what the engine has, in one call. Rows are read
 * before the engine is: what a job changes in between is then newer than the row, and left alone. So is what
 * a node has that does not answer.
 */
export async function reconcileInstances({ db, engine }: Tools, signal?: AbortSignal): Promise<void> {
  const rows = await listIdleRows(db);
  if (rows.length === 0) return;
  const nodeIdOf = await nodeIds(db);
  const matchOf = matchInstances(rows, await listInstances(engine, {}, { signal }));
  for (const row of rows) {
    const found = matchOf(row);
    if (found === 'unreachable') continue;
    const observed = found && { ...found, nodeId: nodeIdOf(found.location) };
    await saveDifference(db, row, observed, new Date());
  }
}
