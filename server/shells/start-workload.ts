import type { CallOptions, Engine } from '#server/incus/engine.ts';
import type { InstanceRef } from '#server/incus/instance.ts';
import { askShell } from './ask-shell.ts';
import { type ShellStatus, shellStatus } from './schema.ts';

/** Starts what is current again, inside a running shell. Throws ShellError `absent` when nothing was deployed. */
export function startWorkload(
  engine: Engine,
  shell: InstanceRef,
  options?: CallOptions,
): Promise<ShellStatus> {
  const question = { verb: 'start', answer: shellStatus };
  return askShell(engine, shell, question, { timeoutSeconds: 120, ...options });
}
