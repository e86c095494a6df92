import type { Tx } from '#server/db.ts';
import { kindOf } from '#server/instances/kinds/kinds.ts';
import { instanceKinds } from '#server/instances/kinds/schema.ts';
import { projectName } from '#server/networks/network-names.ts';
import type { BerthJob } from '#server/tools.ts';
import type { DeployParams } from './deploy-step.ts';
import { enqueueVersion } from './enqueue-version.ts';
import { insertDeployment } from './insert-deployment.ts';
import { unsealSecrets } from './secrets-of.ts';
import { isWaiting } from './waiting.ts';

/**
 * Deploys the version of an instance that waits, or anew the one that it had before it was lost. An instance without
 * any, a light VM, is ready as it is; one of a stack may have to wait for others of it. `jobId` is whose end it follows.
 */
export async function deployWaiting(
  tx: Tx,
  job: BerthJob<DeployParams>,
  instanceId: string,
  jobId: string,
): Promise<void> {
  const version = await versionToDeploy(tx, instanceId);
  if (!version) return;
  if (await isWaiting(tx, instanceId)) return;
  const [instance, by] = await Promise.all([
    tx.instance.findUniqueOrThrow({
      where: { id: instanceId },
      select: { name: true, tenantId: true, vaultId: true, tenant: { select: { slug: true } } },
    }),
    tx.job.findUniqueOrThrow({
      where: { id: jobId },
      select: { actorId: true, actorName: true, requestId: true, traceparent: true },
    }),
  ]);
  const { name, tenantId, vaultId, tenant } = instance;
  const target = { id: instanceId, name, tenantId, vaultId, project: projectName(tenant.slug) };
  await enqueueVersion(tx, job, target, version, {
    ...by,
    requestId: by.requestId ?? undefined,
    traceparent: by.traceparent ?? undefined,
  });
}

async function versionToDeploy(tx: Tx, instanceId: string) {
  const rows = await tx.deployment.findMany({
    where: { instanceId, state: { in: ['waiting', 'current'] } },
    orderBy: { number: 'desc' },
  });
  const row = rows[0];
  const kind = instanceKinds.find((each) => each === row?.kind);
  if (!row || !kind) return undefined;
  if (row.state === 'waiting') return { id: row.id, number: row.number, kind };
  const former = row.settings as Record<string, unknown>;
  const pin = kindOf(kind).workload?.pin;
  // What it was, and not what its tag means by now.
  const settings = row.digest && pin ? pin(former, row.digest) : former;
  const deployment = { settings, secrets: unsealSecrets(row.id, row.secrets) };
  // What was current was lost with its disk.
  await tx.deployment.update({ where: { id: row.id }, data: { state: 'former' } });
  const made = await insertDeployment(tx, { instanceId, kind, deployment, by: row });
  return { ...made, kind };
}
