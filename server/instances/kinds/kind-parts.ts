import type { Engine } from '#server/incus/engine.ts';

/** An instance that runs, as kinds need it to look into it. */
export type RunningRef = { engine: Engine; project: string; name: string; signal?: AbortSignal | undefined };

/** What a terminal of the browser runs in it. */
export type Entry =
  | { by: 'exec'; command: string[]; environment: Record<string, string> }
  | { by: 'console' };

/** Root's own shell, bash where there is one: of guests whose root is the customer. */
export const rootShell = {
  by: 'exec' as const,
  command: ['/bin/sh', '-c', 'cd; exec "$(command -v bash || echo /bin/sh)" -l'],
  environment: { HOME: '/root', USER: 'root', LANG: 'C.UTF-8' },
} satisfies Entry;
