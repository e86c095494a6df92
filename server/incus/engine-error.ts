/**
 * Why a call failed, in the words that a caller decides by:
 * - `refused`     the engine understood and said no (4xx, and the 500s that carry a quota or restriction text)
 * - `not-found`   the thing is not there (404)
 * - `conflict`    the thing exists already, is busy, or changed since it was read (409, 412, and 500s that say so)
 * - `failed`      the engine took it on and could not do it (500 with a reason, or an operation that ended badly)
 * - `unavailable` nobody answered: connection refused or cut, time-out, 502–504
 * - `broken`      an answer came that is not what the API promises
 *
 * Only `unavailable` is worth trying again without looking first.
 */
export type EngineErrorKind = 'refused' | 'not-found' | 'conflict' | 'failed' | 'unavailable' | 'broken';

export type EngineErrorDetails = {
  kind: EngineErrorKind;
  engineMessage: string;
  method: string;
  path: string;
  /** HTTP status, or the engine's own `error_code`; absent when no answer came. */
  status?: number | undefined;
  project?: string | undefined;
  cause?: unknown;
};

export class EngineError extends Error {
  override readonly name = 'EngineError';
  readonly kind: EngineErrorKind;
  readonly status: number | undefined;
  /** The engine's own words, or ours where it said nothing. */
  readonly engineMessage: string;
  readonly method: string;
  readonly path: string;
  readonly project: string | undefined;

  constructor(details: EngineErrorDetails) {
    super(`${details.method} ${details.path}: ${details.engineMessage}`, { cause: details.cause });
    this.kind = details.kind;
    this.status = details.status;
    this.engineMessage = details.engineMessage;
    this.method = details.method;
    this.path = details.path;
    this.project = details.project;
  }
}

/** Is this an `EngineError`, and (if kinds are named) one of these kinds? */
export function isEngineError(error: unknown, ...kinds: EngineErrorKind[]): error is EngineError {
  return error instanceof EngineError && (kinds.length === 0 || kinds.includes(error.kind));
}
