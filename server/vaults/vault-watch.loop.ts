import type { Ctx } from '#server/context.ts';
import { isPassing } from '#server/jobs/is-passing.ts';
import { startLoop } from '#server/start-loop.ts';
import { systemCtx } from '#server/system-ctx.ts';
import { endDue } from './end-due.ts';
import { listToStartAgain } from './list-to-start-again.ts';
import { lookAtNodes } from './look-at-nodes.ts';
import { startAgain } from './start-again.ts';

type Tools = Pick<Ctx, 'db' | 'engine' | 'log'>;

const everySeconds = 2;
/** Asking the nodes themselves costs them a process. */
const lookEverySeconds = 30;
/** How far back a worker looks for what a former one has not ended: longer than any restart takes. */
const formerProcessMs = 3_600_000;

/** Keeps our books of vaults as their nodes have them, starts again what a restart has stopped, and begins what is due. */
export function startVaultWatch({ db, engine, log }: Tools): { stop(): Promise<void> } {
  let lookedAt = Number.NEGATIVE_INFINITY;
  const between = new Set<string>();
  const tested = new Set<string>();
  /** Locked by a restart of their node, and not asked yet what ran in them. */
  let waiting: string[] = [];
  let since: Date | undefined;
  return startLoop({
    name: 'vault-watch',
    everySeconds,
    log,
    async run(signal) {
      if (performance.now() - lookedAt > lookEverySeconds * 1000) {
        const began = new Date();
        const lockedBehind = await lookAtNodes({ db, log, signal, between, tested });
        // At the very first start no node is known yet.
        if ((await db.node.count()) > 0) lookedAt = performance.now();
        // A former process may have ended before it could ask.
        const isFirst = since === undefined;
        const from = since ?? new Date(began.getTime() - formerProcessMs);
        waiting = [...waiting, ...lockedBehind, ...(await listToStartAgain(db, { since: from, isFirst }))];
        since = began;
      }
      waiting = await startAllAgain({ db, engine, log }, waiting);
      await endDue(db, new Date());
    },
  });
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
