import type { Db } from '#server/db.ts';
import { notifyChange } from '#server/events/notify-change.ts';
import { noWhy } from '#server/why/why.ts';
import type { EngineTarget } from './engine-target.ts';
import { findOnEngine } from './find-on-engine.ts';
import { observedState } from './observed-state.ts';

/** The undo of steps that cannot be taken back: the row says what the engine has, whatever that is. */
export async function saveObserved({ engine, db, params, signal }: EngineTarget & { db: Db }): Promise<void> {
  const found = await findOnEngine(engine, params, signal);
  const state = found ? observedState(found) : 'lost';
  if (state === undefined) return;
  const row = await db.instance.update({
    where: { id: params.id },
    data: { state, ...noWhy, ...(!isUp(state) && { startedAt: null }) },
    select: { tenantId: true },
  });
  await notifyChange(db, { topic: 'instance', id: params.id, tenantId: row.tenantId });
}

/** A frozen guest is not started anew when it thaws. */
function isUp(state: string): boolean {
  return state === 'running' || state === 'frozen';
}
