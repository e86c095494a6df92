import { isDatabaseAway } from '#server/db.ts';

/** A fault that may be gone at the next try: the engine or the database did not answer, or broke off. */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('kind' in error && (error.kind === 'unavailable' || error.kind === 'broken')) return true;
  return isDatabaseAway(error);
}
