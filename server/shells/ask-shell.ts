import { type ZodType, z } from 'zod';
import type { CallOptions, Engine } from '#server/incus/engine.ts';
import { EngineError } from '#server/incus/engine-error.ts';
import { execInInstance } from '#server/incus/exec-in-instance.ts';
import type { InstanceRef } from '#server/incus/instance.ts';
import { ShellError, shellErrorCodes } from './shell-error.ts';

/** The program of every shell, whatever is in it (images/shell-*). */
const program = '/usr/lib/berth/shell';

const answerSchema = z.discriminatedUnion('ok', [
  z.looseObject({ ok: z.literal(true) }),
  z.object({ ok: z.literal(false), code: z.enum(shellErrorCodes).catch('failed'), message: z.string() }),
]);

type Question<T> = {
  verb: string;
  /** Goes in by the program's input alone: no list of processes and no log shows it. */
  input?: object;
  answer: ZodType<T>;
  /** What must not stand in an error, should a program of others ever repeat it. */
  secrets?: readonly string[];
};

/**
 * Asks the program in a shell for a verb. Every verb may be asked for again after an answer was lost.
 *
 * @throws ShellError where the verb was refused or failed
 * @throws EngineError `refused` when the shell does not run, `unavailable` when the answer was lost, `broken` when it
 *   answers something else (an image that is no shell)
 */
export async function askShell<T>(
  engine: Engine,
  shell: InstanceRef,
  { verb, input = {}, answer, secrets = [] }: Question<T>,
  options?: CallOptions,
): Promise<T> {
  const { project, name } = shell;
  const call = { project, name, command: [program, verb], stdin: JSON.stringify(input) };
  const { stdout, isTruncated } = await execInInstance(engine, { ...call, maxOutputBytes }, options);
  const parsed = isTruncated ? undefined : answerSchema.safeParse(readJson(stdout.toString())).data;
  if (parsed === undefined) throw broken(shell, verb);
  if (!parsed.ok) throw new ShellError(verb, shell, parsed.code, hide(parsed.message, secrets));
  const facts = answer.safeParse(parsed);
  if (!facts.success) throw broken(shell, verb, facts.error);
  return facts.data;
}

const maxOutputBytes = 8 * 1024 ** 2;

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function hide(message: string, secrets: readonly string[]): string {
  return secrets
    .filter((secret) => secret.length >= 4)
    .reduce((text, secret) => text.replaceAll(secret, '•••'), message);
}

function broken({ name, project }: InstanceRef, verb: string, cause?: unknown): EngineError {
  const engineMessage = `the program in the shell gave no answer to ${verb} that is one`;
  return new EngineError({
    kind: 'broken',
    engineMessage,
    method: 'POST',
    path: `/1.0/instances/${name}/exec`,
    project,
    cause,
  });
}
