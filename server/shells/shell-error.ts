import { EngineError, type EngineErrorKind } from '#server/incus/engine-error.ts';
import type { InstanceRef } from '#server/incus/instance.ts';

/**
 * Why a verb was not done, in the shell's words:
 * - `refused`     what was given is wrong, or it may not be now (nothing runs)
 * - `absent`      there is no such deployment, or no such program in the image
 * - `conflict`    under this number something else was fetched
 * - `full`        there is no room on the instance's disk
 * - `not-started` the runtime could not start the application; the message is the runtime's
 * - `failed`      anything else
 */
export const shellErrorCodes = ['refused', 'absent', 'conflict', 'full', 'not-started', 'failed'] as const;
export type ShellErrorCode = (typeof shellErrorCodes)[number];

const kinds = {
  refused: 'refused',
  absent: 'not-found',
  conflict: 'conflict',
  full: 'failed',
  'not-started': 'failed',
  failed: 'failed',
} as const satisfies Record<ShellErrorCode, EngineErrorKind>;

/** A refusal of the program in a shell. To a job it is one of the engine: what is done there can be undone. */
export class ShellError extends EngineError {
  readonly code: ShellErrorCode;
  readonly verb: string;

  constructor(verb: string, { name, project }: InstanceRef, code: ShellErrorCode, message: string) {
    const path = `/1.0/instances/${name}/exec`;
    super({ kind: kinds[code], engineMessage: message, method: 'POST', path, project });
    this.code = code;
    this.verb = verb;
  }
}

/** Is this a `ShellError`, and (if codes are named) with one of these codes? */
export function isShellError(error: unknown, ...codes: ShellErrorCode[]): error is ShellError {
  return error instanceof ShellError && (codes.length === 0 || codes.includes(error.code));
}
