import type { z } from 'zod';
import type { CallOptions, Engine } from '#server/incus/engine.ts';
import type { InstanceRef } from '#server/incus/instance.ts';
import { askShell } from './ask-shell.ts';
import { type RunAnswer, type RunInput, runAnswer, runInput } from './schema.ts';

/** What a container of an image at hand takes at most to be made and started. */
const startSeconds = 120;

/**
 * Makes exactly this deployment the one that runs: the one before is stopped and stays, to go back to by the same call
 * with its settings. Whether the application is well is told by `shellStatus` later.
 *
 * @throws ShellError `not-started` with the runtime's words (no such program, …): then nothing runs; `conflict` when
 *   the digest is not the one that was fetched under the number; `absent` when nothing was
 */
export function runDeployment(
  engine: Engine,
  shell: InstanceRef,
  input: RunInput,
  options?: CallOptions,
): Promise<RunAnswer> {
  const given = runInput.parse(input);
  const secrets = given.secretEnvironment.map(({ value }) => value);
  const question = { verb: 'run', input: withoutNews(given), answer: runAnswer, secrets };
  // The one before has its own time to stop, of 300 s at most.
  return askShell(engine, shell, question, { timeoutSeconds: startSeconds + 300, ...options });
}

/** A shell that was made before these were known takes a deployment that has none of them. */
function withoutNews({ entrypoint, workingDir, hosts, ...rest }: z.infer<typeof runInput>) {
  return {
    ...rest,
    ...(entrypoint && { entrypoint }),
    ...(workingDir !== null && { workingDir }),
    ...(hosts.length > 0 && { hosts }),
  };
}
