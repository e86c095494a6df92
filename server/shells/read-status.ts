import type { CallOptions, Engine } from '#server/incus/engine.ts';
import type { InstanceRef } from '#server/incus/instance.ts';
import { askShell } from './ask-shell.ts';
import { type ShellStatus, shellStatus } from './schema.ts';

/** How the application in a running shell is: what runs, since when, how often it had to be started again, its health. */
export function readStatus(engine: Engine, shell: InstanceRef, options?: CallOptions): Promise<ShellStatus> {
  return askShell(engine, shell, { verb: 'status', answer: shellStatus }, options);
}
