import type { Tx } from '#server/db.ts';
import { deployJob } from './deploy.job.ts';
import { deployWaiting } from './deploy-waiting.ts';

/** After its shell was made: what is to run in it. */
export function followCreation(tx: Tx, instanceId: string, jobId: string): Promise<void> {
  return deployWaiting(tx, deployJob, instanceId, jobId);
}
