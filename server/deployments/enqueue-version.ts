import type { Tx } from '#server/db.ts';
import { type InstanceKind, instanceKinds } from '#server/instances/kinds/schema.ts';
import { type EnqueueInput, enqueueJob } from '#server/jobs/enqueue-job.ts';
import type { BerthJob } from '#server/tools.ts';
import type { DeployParams } from './deploy-step.ts';

export type Target = Pick<DeployParams, 'id' | 'name' | 'project' | 'vaultId' | 'tenantId'>;
export type Version = { id: string; number: number; kind: InstanceKind };
export type By = Pick<EnqueueInput<DeployParams>, 'actorId' | 'actorName' | 'requestId' | 'traceparent'>;

/**
 * The job that brings a version up, in the caller's transaction. What is current now comes back when it fails. `job` is
 * always `deployJob`, which itself comes here for those that waited for it.
 */
export async function enqueueVersion(
  tx: Tx,
  job: BerthJob<DeployParams>,
  target: Target,
  version: Version,
  by: By,
): Promise<string> {
  const current = await tx.deployment.findFirst({
    where: { instanceId: target.id, state: 'current' },
    select: { id: true, number: true, kind: true },
  });
  const former = current && {
    deploymentId: current.id,
    number: current.number,
    kind: instanceKinds.find((kind) => kind === current.kind) ?? version.kind,
  };
  const { number, kind } = version;
  const jobId = await enqueueJob(tx, job, {
    params: { ...target, deploymentId: version.id, number, kind, former },
    subject: target.name,
    subjectKey: `instance:${target.id}`,
    tenantId: target.tenantId,
    instanceId: target.id,
    ...by,
  });
  await tx.deployment.update({ where: { id: version.id }, data: { jobId } });
  return jobId;
}
