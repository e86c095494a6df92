import { jobKinds } from '#server/job-kinds.ts';
import type { AnyJob } from '#server/jobs/define-job.ts';
import { findDefinition } from '#server/jobs/find-definition.ts';
import type { Tools } from '#server/tools.ts';

/** The steps of a job; undefined for one that only a former version of the product could run. */
export function definitionOf(job: { kind: string; version: number }): AnyJob<Tools> | undefined {
  try {
    return findDefinition(jobKinds, job);
  } catch {
    return undefined;
  }
}
