import { AppError } from '#server/errors.ts';

/** Whoever typed a name to confirm meant the instance that had it then. */
export function refuseOtherName(typed: string | undefined, name: string): void {
  if (typed === undefined || typed.trim() === name) return;
  throw new AppError('invalid', 'delete-name-differs', { name }, { field: 'confirmName' });
}
