import { z } from 'zod';
import { finishWork } from '#server/incus/finish-work.ts';
import { patchProject } from '#server/incus/projects.ts';
import { defineJob, type Leftover } from '#server/jobs/define-job.ts';
import { Interrupted } from '#server/jobs/interrupted.ts';
import { unfinishedJobStates } from '#server/jobs/states.ts';
import { projectLimits } from '#server/quotas/project-limits.ts';
import { selectQuota, toQuota } from '#server/quotas/quota-columns.ts';
import type { BerthJob, BerthStep } from '#server/tools.ts';
import { bringOpen } from '#server/vaults/bring-open.ts';
import { makeRoom } from '#server/vaults/make-room.ts';
import { byJob, recordVaultEvent } from '#server/vaults/record-vault-event.ts';
import { tellOfVault } from '#server/vaults/save-vault-state.ts';
import { withDisk } from '#server/vaults/with-disk.ts';
import { findById } from './find-by-id.ts';
import { instanceLeftBehind } from './instance-left-behind.ts';
import { instanceParams, power } from './job-params.ts';
import { moveDisk } from './move-disk.ts';
import { restorePower } from './restore-power.ts';
import { saveRunning, saveStopped } from './save-power.ts';
import { startOnEngine } from './start-on-engine.ts';
import { stopOnEngine } from './stop-on-engine.ts';

const place = z.object({ vaultId: z.uuid().nullable(), pool: z.string() });
const params = instanceParams.extend({
  tenantId: z.uuid(),
  /** `tenant:<id>`: its limits are other ones meanwhile, which nobody puts back. */
  subjectKey: z.string(),
  former: power,
  size: z.object({ vcpus: z.number(), memoryBytes: z.number(), diskBytes: z.number() }),
  from: place,
  to: place,
});
export type MoveParams = z.infer<typeof params>;
type Step = BerthStep<MoveParams>;

/**
 * The engine copies the disk and then deletes the former one. For that time the project may hold both; our own quota
 * counts it once, before and after.
 */
export const moveInstanceJob: BerthJob<MoveParams> = defineJob({
  kind: 'move-instance',
  version: 1,
  params,
  steps: [
    withDisk({ name: 'stop', run: stop, undo: powerBack, leftBehind: instanceLeftBehind }),
    { name: 'allow', run: allowBoth, undo: limitsBack },
    withDisk({ name: 'move', run: move, undo: moveBack, leftBehind: notMovedBack }),
    { name: 'limits', run: limitsBack },
    { name: 'start', run: start, undo: stopAgain, leftBehind: instanceLeftBehind },
  ],
  async onDone(tx, { id, name, former, from, to }) {
    await tx.instance.update({ where: { id }, data: { vaultId: to.vaultId } });
    if (former === 'running') await saveRunning(tx, id);
    else await saveStopped(tx, id);
    const job = await tx.job.findFirst({
      where: { subjectKey: `instance:${id}`, kind: 'move-instance' },
      orderBy: { createdAt: 'desc' },
      select: { id: true },
    });
    if (!job) return;
    const by = await byJob(tx, job.id);
    for (const [what, vaultId] of [['moved-out', from.vaultId] as const, ['moved-in', to.vaultId] as const]) {
      if (!vaultId) continue;
      await recordVaultEvent(tx, { vaultId, what, by, jobId: job.id, instance: { id, name } });
      await tellOfVault(tx, vaultId);
    }
  },
});

async function stop(step: Step): Promise<void> {
  if (step.params.former === 'running') await stopOnEngine(step, false);
}

async function powerBack(step: Step): Promise<void> {
  await restorePower(step, step.params.former);
}

/** One after the other in a tenant, so that one's end does not take away what another still needs. */
async function allowBoth({ engine, db, jobId, params, lease, note }: Step): Promise<void> {
  const { tenantId, project, size } = params;
  const own = await db.job.findUniqueOrThrow({ where: { id: jobId }, select: { createdAt: true } });
  const earlier = await db.job.findFirst({
    where: {
      ...{ tenantId, kind: 'move-instance', id: { not: jobId } },
      ...{ state: { in: [...unfinishedJobStates] }, createdAt: { lt: own.createdAt } },
    },
    select: { subject: true },
  });
  if (earlier) {
    await note(`${earlier.subject} is moved first`);
    throw new Interrupted('another instance is moved first', 1000);
  }
  const quota = await quotaOf({ db, params });
  const both = {
    ...quota,
    lightVms: quota.lightVms + 1,
    vcpus: quota.vcpus + size.vcpus,
    memoryBytes: quota.memoryBytes + size.memoryBytes,
    diskBytes: quota.diskBytes + size.diskBytes,
  };
  await patchProject(engine, { name: project, config: projectLimits(both) }, { signal: lease });
}

async function limitsBack({ engine, db, params, lease }: Step): Promise<void> {
  const config = projectLimits(await quotaOf({ db, params }));
  await patchProject(engine, { name: params.project, config }, { signal: lease });
}

async function quotaOf({ db, params }: Pick<Step, 'db' | 'params'>) {
  return toQuota(await db.tenant.findUniqueOrThrow({ where: { id: params.tenantId }, select: selectQuota }));
}

async function move(step: Step): Promise<void> {
  const { db, engine, jobId, params, signal, lease, note } = step;
  const { id, name, from, to, size } = params;
  if (to.vaultId) {
    const wish = { vaultId: to.vaultId, jobId };
    await bringOpen({ db, engine, signal, lease }, { ...wish, instance: { id, name }, note });
    await makeRoom({ db, signal: lease }, { ...wish, extraBytes: size.diskBytes });
  }
  await moveDisk(step, { from: from.pool, to: to.pool });
}

async function moveBack(step: Step): Promise<void> {
  const { from, to } = step.params;
  await moveDisk(step, { from: to.pool, to: from.pool });
}

async function notMovedBack({ engine, params, signal }: Step): Promise<Leftover[]> {
  const found = await findById(engine, params, signal);
  const pool = found?.devices.root?.pool;
  if (!found || pool === params.from.pool) return [];
  return [{ thing: 'disk', name: found.name, place: params.project, note: `in ${pool}` }];
}

async function start(step: Step): Promise<void> {
  if (step.params.former === 'running') await startOnEngine(step);
}

async function stopAgain(step: Step): Promise<void> {
  // A start that was broken off goes on in the engine.
  await finishWork(step.engine, step.params, { signal: step.signal });
  await stopOnEngine(step, true);
}
