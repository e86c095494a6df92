import type { Db } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { forEachAtOnce } from '#server/for-each-at-once.ts';
import type { Engine } from '#server/incus/engine.ts';
import type { Logger } from '#server/log.ts';
import { isNodeError, type NodeError } from '#server/node-shell/node-error.ts';
import { bringClosed } from './bring-closed.ts';
import { forgetLockFailures } from './forget-lock-failures.ts';
import { type IdleVault, listIdleVaults } from './list-idle-vaults.ts';
import { bySystem } from './record-vault-event.ts';
import { runsInside } from './runs-inside.ts';
import { saveLockFailure } from './save-lock-failure.ts';
import { vaultNotes } from './schema.ts';

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
};
export const newLockMemory = (): LockMemory => ({
  underWay: new Set(),
  againAt: new Map(),
  closing: new Map(),
});

/** Each waits for a process on its node and for what its disk has to write. */
const atOnceOnNode = 4;
const againMs = 5000;
/** Longer than whoever has begun to lock one needs; then nobody is at it any more. */
const passesOfOthers = 3;

/**
 * Locks every open vault in which nothing runs, no job is at work and for which nobody waits; and those whose locking was
 * cut in its middle. One that will not lock, and a node that does not answer, hold up no other, and their rows say why.
 * Gives how many were locked.
 */
export async function lockIdle(tools: Tools): Promise<number> {
  const { db, now, memory = newLockMemory() } = tools;
  const listed = await listIdleVaults(db, now);
  forgetOthers(memory, listed);
  // What another worker has found out since is newer than our list.
  await forgetLockFailures(db, { id: { notIn: listed.map(({ id }) => id) }, lockDueAt: { lt: now } });
  const idle = listed.filter((vault) => isDue(vault, tools));
  for (const { id } of idle) memory.underWay.add(id);
  const nodes = new Set(idle.map(({ nodeName }) => nodeName));
  const locked = await Promise.all(
    [...nodes].map((node) =>
      lockOnNode(
        { ...tools, memory },
        idle.filter(({ nodeName }) => nodeName === node),
      ),
    ),
  );
  return locked.reduce((sum, count) => sum + count, 0);
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

type Locking = Tools & { memory: LockMemory };

/** How many were locked. Where the node does not answer the others are not tried: nobody can tell of them either. */
async function lockOnNode(tools: Locking, vaults: readonly IdleVault[]): Promise<number> {
  const { db, now, signal, memory } = tools;
  let locked = 0;
  let away: NodeError | undefined;
  const lockNext = async (vault: IdleVault) => {
    if (signal?.aborted) return;
    if (away && !vault.isUnsure) await saveLockFailure(db, { ...vault, since: now }, away);
    if (away) return;
    const end = await lockOne(tools, vault);
    if (end === 'locked') locked++;
    else if (end !== 'held') away = end;
  };
  const left = new Set(vaults.map(({ id }) => id));
  const release = (id: string) => left.delete(id) && memory.underWay.delete(id);
  try {
    await forEachAtOnce(vaults, atOnceOnNode, async (vault) => {
      await lockNext(vault);
      release(vault.id);
    });
  } finally {
    // Also those to which it did not come, since the database went away meanwhile.
    for (const id of left) release(id);
  }
  return locked;
}

/** Gives the error of a node that does not answer. */
async function lockOne(tools: Locking, vault: IdleVault): Promise<'locked' | 'held' | NodeError> {
  const { db, engine, log, now, signal, memory } = tools;
  const { id: vaultId, isUnsure } = vault;
  // Said once: it is tried until it is locked.
  const isNew = !memory.againAt.has(vaultId);
  memory.againAt.set(vaultId, new Date(now.getTime() + againMs));
  try {
    // Not by trying: what goes on in it would be put off each time.
    if (isUnsure && (await runsInside({ db, engine }, vaultId))) {
      await forgetLockFailures(db, { id: vaultId });
      return 'held';
    }
    await bringClosed(db, { vaultId, by: bySystem, note: vaultNotes.idle, signal });
    memory.againAt.delete(vaultId);
    return 'locked';
  } catch (error) {
    if (signal?.aborted) return 'held';
    if (isNew && error instanceof AppError) {
      log.info({ vaultId, why: error.fullMessage }, 'a vault was not locked');
    } else if (isNew) log.warn({ vaultId, err: error }, 'a vault was not locked');
    await saveLockFailure(db, { ...vault, since: now }, error);
    return isNodeError(error, 'unreachable') ? error : 'held';
  }
}
