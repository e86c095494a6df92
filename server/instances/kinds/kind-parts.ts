import type { Ctx } from '#server/context.ts';
import type { Engine } from '#server/incus/engine.ts';
import type { InstanceRef } from '#server/incus/instance.ts';
import type { InstanceView } from '../schema.ts';

/** An instance that runs, as kinds need it to look into it. */
export type RunningRef = { engine: Engine; project: string; name: string; signal?: AbortSignal | undefined };

/** An instance that somebody looks into, running or not. */
export type LookedAt = { ctx: Ctx; ref: InstanceRef; instance: InstanceView };

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
