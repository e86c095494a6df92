import type { Tx } from '#server/db.ts';
import { deployJob } from './deploy.job.ts';
import { type By, enqueueVersion, type Target, type Version } from './enqueue-version.ts';

/** The job that brings a version up, in the caller's transaction. What is current now comes back when it fails. */
export function enqueueDeployment(tx: Tx, target: Target, version: Version, by: By): Promise<string> {
  return enqueueVersion(tx, deployJob, target, version, by);
}
