import { isDatabaseAway } from '#server/db.ts';
import { AppError } from '#server/errors.ts';

/** Of errors of the engine and, `unreachable`, of nodes. */
const passing: readonly unknown[] = ['unavailable', 'broken', 'unreachable'];

/** A fault that may be gone at the next try: the engine, a node, a KMS or the database did not answer, or broke off. */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('kind' in error && passing.includes(error.kind)) return true;
  // So may a KMS that keys of vaults are asked of.
  if (error instanceof AppError && error.reason === 'kms-unreachable') return true;
  return isDatabaseAway(error);
}
