import type { CallOptions, Engine } from '#server/incus/engine.ts';
import type { InstanceRef } from '#server/incus/instance.ts';
import { askShell } from './ask-shell.ts';
import { removedAnswer } from './schema.ts';

/** Removes a deployment's container, log, and its image where no other needs it; the one that runs too. Volumes stay. */
export async function dropDeployment(
  engine: Engine,
  shell: InstanceRef,
  number: number,
  options?: CallOptions,
): Promise<void> {
  const question = { verb: 'drop', input: { number }, answer: removedAnswer };
  await askShell(engine, shell, question, { timeoutSeconds: 420, ...options });
}
