import { randomUUID } from 'node:crypto';
import type { Ctx } from '#server/context.ts';
import { startLoop } from '#server/start-loop.ts';
import { endDue } from './end-due.ts';
import { lockIdle } from './lock-idle.ts';
import { lookAtNodes } from './look-at-nodes.ts';
import { startAgain } from './start-again.ts';

type Tools = Pick<Ctx, 'db' | 'engine' | 'log'>;

/** A stop shows in the row within some seconds; with this, the key is gone well within ten. */
const everySeconds = 2;
/** Asking the nodes themselves costs them a process. */
const lookEverySeconds = 30;

/** Keeps vaults as they should be: locked when nothing in them runs, and as the node has them, whatever happened to it. */
export function startVaultLoop({ db, engine, log }: Tools): { stop(): Promise<void> } {
  let lookedAt = Number.NEGATIVE_INFINITY;
  return startLoop({
    name: 'vaults',
    everySeconds,
    log,
    async run(signal) {
      if (performance.now() - lookedAt > lookEverySeconds * 1000) {
        const lockedBehind = await lookAtNodes({ db, log, signal });
        // At the very first start no node is known yet.
        if ((await db.node.count()) > 0) lookedAt = performance.now();
        for (const id of lockedBehind) await startAgain(systemCtx({ db, engine, log }), id);
      }
      await lockIdle({ db, log, now: new Date(), signal });
      await endDue(db, new Date());
    },
  });
}

function systemCtx(tools: Tools): Ctx {
  const actor = { kind: 'system', name: 'Berth' } as const;
  return { ...tools, actor, now: () => new Date(), requestId: randomUUID() };
}
