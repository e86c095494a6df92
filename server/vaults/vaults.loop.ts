import type { Ctx } from '#server/context.ts';
import { isPassing } from '#server/jobs/is-passing.ts';
import { startLoop } from '#server/start-loop.ts';
import { systemCtx } from '#server/system-ctx.ts';
import { endDue } from './end-due.ts';
import { lockIdle } from './lock-idle.ts';
import { lookAtNodes } from './look-at-nodes.ts';
import { vaultNotes } from './schema.ts';
import { startAgain } from './start-again.ts';

type Tools = Pick<Ctx, 'db' | 'engine' | 'log'>;

/** A stop shows in the row within some seconds; with this, the key is gone well within ten. */
const everySeconds = 2;
/** Asking the nodes themselves costs them a process. */
const lookEverySeconds = 30;
/** How far back a worker looks for what a former one has not ended: longer than any restart takes. */
const formerProcessMs = 3_600_000;

/** Keeps vaults as they should be: locked when nothing in them runs, and as the node has them, whatever happened to it. */
export function startVaultLoop({ db, engine, log }: Tools): { stop(): Promise<void> } {
  let lookedAt = Number.NEGATIVE_INFINITY;
  const between = new Set<string>();
  /** Locked by a restart of their node, and not asked yet what ran in them. */
  let waiting: string[] | undefined;
  let since = new Date(Date.now() - formerProcessMs);
  const askAgainAt = new Map<string, Date>();
  return startLoop({
    name: 'vaults',
    everySeconds,
    log,
    async run(signal) {
      if (performance.now() - lookedAt > lookEverySeconds * 1000) {
        const began = new Date();
        const lockedBehind = await lookAtNodes({ db, log, signal, between });
        // At the very first start no node is known yet.
        if ((await db.node.count()) > 0) lookedAt = performance.now();
        // A former process may have ended before it could ask.
        waiting = [
          ...(waiting ?? (await listLocked(db))),
          ...lockedBehind,
          ...(await listReopened(db, since)),
        ];
        since = began;
      }
      try {
        // First: what comes after may take its time, and ten seconds are promised.
        await lockIdle({ db, log, now: new Date(), signal, askAgainAt });
      } finally {
        // A node that does not answer fails the pass, and holds up nothing of the others.
        waiting = await startAllAgain({ db, engine, log }, waiting ?? []);
        await endDue(db, new Date());
      }
    },
  });
}

async function listLocked(db: Tools['db']): Promise<string[]> {
  const wanted = { some: { wantsRunning: true } };
  const rows = await db.vault.findMany({
    where: { state: 'locked', instances: wanted },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** A restart had locked it, and somebody has opened it for one of those that ran before anybody had looked. */
async function listReopened(db: Tools['db'], since: Date): Promise<string[]> {
  const restarted = { what: 'locked', note: vaultNotes.restarted, at: { gte: since } };
  const rows = await db.vault.findMany({
    where: { state: 'open', events: { some: restarted }, instances: { some: { wantsRunning: true } } },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** Those that could not be asked about are asked about again: the engine may come up later than we do. */
async function startAllAgain(tools: Tools, vaultIds: readonly string[]): Promise<string[]> {
  const left: string[] = [];
  for (const vaultId of new Set(vaultIds)) {
    try {
      await startAgain(systemCtx(tools), vaultId);
    } catch (error) {
      if (isPassing(error)) left.push(vaultId);
      else tools.log.warn({ err: error, vaultId }, 'what ran in a vault was not started again');
    }
  }
  return left;
}
