import { AppError } from '#server/errors.ts';
import type { JobRow } from './to-job-view.ts';

/** What the record says of a stuck job. Throws `wrong-state` for any other. */
export function refuseUnlessStuck(row: JobRow): { step: string | null; error: string | null } {
  if (row.state !== 'stuck') throw new AppError('wrong-state', 'job-not-stuck');
  const step = row.steps.find(({ state }) => state === 'undo-failed');
  return { step: step?.name ?? null, error: step?.error ?? null };
}
