import { RefreshEvery } from '#components/layout/refresh-every.tsx';
import type { JobView } from '#server/jobs-view/schema.ts';

/**
 * Keeps places in the queue true: they move by the jobs of others, of which this page hears nothing.
 */
export function QueueRefresh({ jobs }: { jobs: readonly Pick<JobView, 'queuePosition'>[] }) {
  const isAnyWaiting = jobs.some(({ queuePosition }) => queuePosition !== null);
  return isAnyWaiting && <RefreshEvery seconds={3} />;
}
