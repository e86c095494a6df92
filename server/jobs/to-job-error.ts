import { randomUUID } from 'node:crypto';
import { AppError } from '#server/errors.ts';

/**
 * What a job's row says of an error. Errors with an `engineMessage` (the engine client's) are told in
 * the engine's own words; anything unknown gets a number that the log has too.
 */
export function toJobError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const detail = engineMessage(error);
  if (detail !== undefined) {
    return isUnavailable(error)
      ? new AppError('unavailable', 'engine-unavailable', { detail }, { cause: error })
      : new AppError('refused', 'engine-refused', { detail }, { cause: error });
  }
  return new AppError('internal', 'internal', { id: randomUUID() }, { cause: error });
}

function engineMessage(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('engineMessage' in error)) return undefined;
  return String(error.engineMessage);
}

function isUnavailable(error: unknown): boolean {
  return error instanceof Error && 'kind' in error && error.kind === 'unavailable';
}
