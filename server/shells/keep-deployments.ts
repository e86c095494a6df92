import type { CallOptions, Engine } from '#server/incus/engine.ts';
import type { InstanceRef } from '#server/incus/instance.ts';
import { askShell } from './ask-shell.ts';
import { keepInput, removedAnswer } from './schema.ts';

/**
 * Removes all deployments but these (see `dropDeployment`), and gives the numbers of those that it has removed.
 *
 * @throws ShellError `refused` when the current one is not among them
 */
export async function keepDeployments(
  engine: Engine,
  shell: InstanceRef,
  numbers: readonly number[],
  options?: CallOptions,
): Promise<number[]> {
  const input = keepInput.parse({ numbers });
  const question = { verb: 'keep', input, answer: removedAnswer };
  const { removed } = await askShell(engine, shell, question, { timeoutSeconds: 420, ...options });
  return removed;
}
