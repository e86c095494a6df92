import type { CallOptions, Engine } from '#server/incus/engine.ts';
import type { InstanceRef } from '#server/incus/instance.ts';
import { askShell } from './ask-shell.ts';
import { type ShellStatus, shellStatus } from './schema.ts';

/** Stops what is current and leaves the shell running; it stays stopped over a restart of the shell. */
export function stopWorkload(
  engine: Engine,
  shell: InstanceRef,
  options?: CallOptions,
): Promise<ShellStatus> {
  const question = { verb: 'stop', answer: shellStatus };
  return askShell(engine, shell, question, { timeoutSeconds: 420, ...options });
}
