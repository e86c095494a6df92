import type { Ctx } from '#server/context.ts';
import { type Loop, startLoop } from '#server/start-loop.ts';
import { tidyLocked } from './tidy-locked.ts';

const everySeconds = 2;

/** Tidies after every locking, apart from the loop that locks: nothing that is to be locked waits for it. */
export function startVaultTidy({ db, engine, log }: Pick<Ctx, 'db' | 'engine' | 'log'>): Loop {
  return startLoop({
    name: 'vault-tidy',
    everySeconds,
    log,
    run: (signal) => tidyLocked({ db, engine, signal }),
  });
}
