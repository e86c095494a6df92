import type { CallOptions, Engine } from '#server/incus/engine.ts';
import type { InstanceRef } from '#server/incus/instance.ts';
import { askShell } from './ask-shell.ts';
import { type FetchAnswer, type FetchInput, fetchAnswer, fetchInput } from './schema.ts';

/**
 * Begins to fetch an image under a deployment's number, or says how far that is: the caller asks again until it is
 * `fetched` or `failed`. `waitSeconds` (30 at most) lets the shell wait for news before it answers.
 *
 * @throws ShellError `conflict` when another image was fetched under the number
 */
export function fetchImage(
  engine: Engine,
  shell: InstanceRef,
  input: FetchInput,
  options?: CallOptions,
): Promise<FetchAnswer> {
  const given = fetchInput.parse(input);
  const secrets = given.auth ? [given.auth.password] : [];
  return askShell(engine, shell, { verb: 'fetch', input: given, answer: fetchAnswer, secrets }, options);
}
