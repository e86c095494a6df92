import { isLive } from '#server/jobs/states.ts';
import type { JobView } from '#server/jobs-view/schema.ts';

const staysMs = 60_000;

/**
 * The job whose steps an overview shows: the one at work, one that has failed, or for a minute the one
 * that ended well, so that whoever watched it sees how it came out.
 */
export function shownJob(latest: JobView | undefined, now: Date): JobView | undefined {
  if (!latest || isLive(latest.state) || latest.state === 'failed') return latest;
  const isRecent = latest.finishedAt && now.getTime() - Date.parse(latest.finishedAt) < staysMs;
  return isRecent ? latest : undefined;
}
