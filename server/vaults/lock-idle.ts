import type { Db } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { forEachAtOnce } from '#server/for-each-at-once.ts';
import type { Engine } from '#server/incus/engine.ts';
import type { Logger } from '#server/log.ts';
import { bringClosed } from './bring-closed.ts';
import { type IdleVault, listIdleVaults } from './list-idle-vaults.ts';
import { bySystem } from './record-vault-event.ts';
import { runsInside } from './runs-inside.ts';
import { vaultNotes } from './schema.ts';
import { tidyAfterLock } from './tidy-after-lock.ts';

type Tools = {
  db: Db;
  engine: Engine;
  log: Logger;
  now: Date;
  signal?: AbortSignal | undefined;
  /** Of a loop; without it everything is tried at once. */
  memory?: LockMemory;
};

/** What one pass leaves to the next: passes may overlap, since one waits for a node and others must not. */
export type LockMemory = {
  underWay: Set<string>;
  /** Of those that would not lock: when to try again. */
  againAt: Map<string, Date>;
  /** In how many passes a vault was seen being locked, by somebody who may be gone. */
  closing: Map<string, number>;
  /** Locked, and something of them is left beside them. */
  untidy: Set<string>;
};
export const newLockMemory = (): LockMemory => ({
  underWay: new Set(),
  againAt: new Map(),
  closing: new Map(),
  untidy: new Set(),
});

/** Each waits for a process on its node and for what its disk has to write. */
const atOnceOnNode = 4;
const againMs = 5000;
/** Longer than whoever has begun to lock one needs; then nobody is at it any more. */
const passesOfOthers = 3;

/**
 * Locks every open vault in which nothing runs, no job is at work and for which nobody waits; and those whose locking was
 * cut in its middle. One that will not lock, and a node that does not answer, hold up no other. Gives how many were locked.
 */
export async function lockIdle(tools: Tools): Promise<number> {
  const { db, now, memory = newLockMemory() } = tools;
  const listed = await listIdleVaults(db, now);
  forgetOthers(memory, listed);
  const idle = listed.filter((vault) => isDue(vault, tools));
  for (const { id } of idle) memory.underWay.add(id);
  const locked: string[] = [];
  const nodes = new Set(idle.map(({ nodeId }) => nodeId));
  await Promise.all(
    [...nodes].map(async (node) => {
      let isAway = false;
      const here = idle.filter(({ nodeId }) => nodeId === node);
      await forEachAtOnce(here, atOnceOnNode, async ({ id, isUnsure }) => {
        if (!isAway && !tools.signal?.aborted) {
          const end = await lockOne({ ...tools, memory }, { id, isUnsure });
          if (end === 'locked') locked.push(id);
          isAway ||= end === 'away';
        }
        memory.underWay.delete(id);
      });
    }),
  );
  const untidy = [...memory.untidy];
  memory.untidy.clear();
  await forEachAtOnce([...untidy, ...locked], atOnceOnNode, async (id) => {
    if (!(await tidyAfterLock(tools, id))) memory.untidy.add(id);
  });
  return locked.length;
}

/** Whatever was known of one that need not be locked any more counts no more. */
function forgetOthers({ againAt, closing }: LockMemory, listed: readonly IdleVault[]): void {
  const ids = new Set(listed.map(({ id }) => id));
  for (const known of [againAt, closing]) {
    for (const id of known.keys()) if (!ids.has(id)) known.delete(id);
  }
}

function isDue({ id, state }: IdleVault, { now, memory }: Tools): boolean {
  if (!memory) return true;
  const seen = state === 'closing' ? (memory.closing.get(id) ?? 0) + 1 : 0;
  if (seen > 0) memory.closing.set(id, seen);
  else memory.closing.delete(id);
  if (memory.underWay.has(id) || (seen > 0 && seen < passesOfOthers)) return false;
  return (memory.againAt.get(id) ?? now) <= now;
}

async function lockOne(
  { db, engine, log, now, signal, memory }: Tools & { memory: LockMemory },
  { id: vaultId, isUnsure }: Pick<IdleVault, 'id' | 'isUnsure'>,
): Promise<'locked' | 'held' | 'away'> {
  try {
    // Not by trying: what goes on in it would be put off each time.
    if (isUnsure && (await runsInside({ db, engine }, vaultId))) {
      memory.againAt.set(vaultId, new Date(now.getTime() + againMs));
      return 'held';
    }
    await bringClosed(db, { vaultId, by: bySystem, note: vaultNotes.idle, signal });
    memory.againAt.delete(vaultId);
    return 'locked';
  } catch (error) {
    const isHeld = error instanceof AppError;
    // Somebody was quicker, or something in it has just started. Said once: it is tried until it is locked.
    const isNew = !memory.againAt.has(vaultId);
    if (isNew && isHeld) log.info({ vaultId, why: error.fullMessage }, 'a vault was not locked');
    else if (isNew) log.warn({ vaultId, err: error }, 'a vault was not locked');
    memory.againAt.set(vaultId, new Date(now.getTime() + againMs));
    return isHeld ? 'held' : 'away';
  }
}
