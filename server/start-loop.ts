import { setTimeout as delay } from 'node:timers/promises';
import { loopBegan, loopEnded, passEnded } from '#server/health/loop-passes.ts';
import type { Logger } from '#server/log.ts';

type LoopInput = {
  name: string;
  everySeconds: number;
  log: Logger;
  /** One pass: compares what is wanted with what is there. `signal` ends it early. */
  run(signal: AbortSignal): Promise<void>;
};

export type Loop = {
  /** Ends the pause; in a pass, lets another follow at once. */
  wake(): void;
  /** Waits for the pass under way. */
  stop(): Promise<void>;
};

/**
 * Runs a pass at once and again `everySeconds` after the former one has ended. A pass that fails is
 * said once, until one succeeds again.
 */
export function startLoop({ name, everySeconds, log: parent, run }: LoopInput): Loop {
  const controller = new AbortController();
  const { signal } = controller;
  const log = parent.child({ loop: name });
  let waking = new AbortController();
  loopBegan(name, everySeconds);
  const turning = turn();

  async function turn(): Promise<void> {
    let isFailing = false;
    while (!signal.aborted) {
      waking = new AbortController();
      try {
        await run(signal);
        passEnded(name, true);
        if (isFailing) log.info('the loop works again');
        isFailing = false;
      } catch (error) {
        if (signal.aborted) return;
        passEnded(name, false);
        if (!isFailing) log.warn({ err: error }, 'a pass of the loop failed');
        isFailing = true;
      }
      if (signal.aborted) return;
      await delay(everySeconds * 1000, undefined, { signal: waking.signal }).catch(() => undefined);
    }
  }

  return {
    wake: () => waking.abort(),
    async stop() {
      controller.abort();
      waking.abort();
      await turning;
      loopEnded(name);
    },
  };
}
