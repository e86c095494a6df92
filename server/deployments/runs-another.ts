import type { WorkloadView } from './workload-schema.ts';

/** Whether something runs in a shell that our rows do not have as current. */
export function runsAnother({ number, state }: WorkloadView, current: number | undefined): boolean {
  if (number === null || number === current) return false;
  return current !== undefined || (state !== 'stopped' && state !== 'none');
}
