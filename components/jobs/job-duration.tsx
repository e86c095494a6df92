import { Duration } from '#components/ui/format/duration.tsx';
import { Elapsed } from '#components/ui/format/elapsed.tsx';
import type { JobView } from '#server/jobs-view/schema.ts';

/** How long a job took, or has been at work so far; nothing for one that waits. */
export function JobDuration({ job }: { job: Pick<JobView, 'startedAt' | 'finishedAt'> }) {
  const { startedAt, finishedAt } = job;
  if (!startedAt) return null;
  if (!finishedAt) return <Elapsed since={startedAt} />;
  return <Duration milliseconds={Math.max(0, Date.parse(finishedAt) - Date.parse(startedAt))} />;
}
