import { isDatabaseAway } from '#server/db.ts';

/** Of errors of the engine and, `unreachable`, of nodes. */
const passing: readonly unknown[] = ['unavailable', 'broken', 'unreachable'];

/** A fault that may be gone at the next try: the engine, a node or the database did not answer, or broke off. */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('kind' in error && passing.includes(error.kind)) return true;
  return isDatabaseAway(error);
}
