import type { Tx } from '#server/db.ts';
import type { BerthJob } from '#server/tools.ts';
import type { DeployParams } from './deploy-step.ts';
import { deployWaiting } from './deploy-waiting.ts';
import { findWaiting } from './waiting.ts';

/** After a version is up, or its instance gone: deploys those of its stack that waited for it and for nobody else. */
export async function followDeployment(
  tx: Tx,
  job: BerthJob<DeployParams>,
  id: string,
  jobId: string,
): Promise<void> {
  for (const waiting of await findWaiting(tx, id)) await deployWaiting(tx, job, waiting.id, jobId);
}
