import { z } from 'zod';
import { deployJob } from '#server/deployments/deploy.job.ts';
import { AppError } from '#server/errors.ts';
import { notifyChange } from '#server/events/notify-change.ts';
import { isStopped } from '#server/incus/instance.ts';
import { listInstances } from '#server/incus/instances.ts';
import { askCancel } from '#server/jobs/ask-cancel.ts';
import { defineJob } from '#server/jobs/define-job.ts';
import { Interrupted } from '#server/jobs/interrupted.ts';
import { unfinishedJobStates } from '#server/jobs/states.ts';
import type { BerthJob, BerthStep } from '#server/tools.ts';
import { bringOpenNow } from '#server/vaults/bring-open.ts';
import { openVaultsOf } from '#server/vaults/open-vaults-of.ts';
import { noWhy } from '#server/why/why.ts';
import { powerLeftBehind } from './power-left-behind.ts';
import { startInEngine } from './start-in-engine.ts';
import { stopInEngine } from './stop-in-engine.ts';

const params = z.object({ tenantId: z.uuid(), project: z.string() });
export type SuspendTenantParams = z.infer<typeof params>;
type Step = BerthStep<SuspendTenantParams>;

const lookAgainMs = 1000;
const names = z.array(z.string());

/**
 * The tenant is suspended from the moment of the click, so nothing new starts. What had begun before is
 * let to its end, but for deployments, which may take hours: they are cancelled. Then it is written down what runs, and
 * that is stopped.
 */
export const suspendTenantJob: BerthJob<SuspendTenantParams> = defineJob({
  kind: 'suspend-tenant',
  version: 1,
  params,
  steps: [
    { name: 'wait-for-jobs', run: waitForJobs },
    { name: 'remember', run: rememberRunning, remembers: true },
    { name: 'stop', run: stopRunning, undo: startAgain, leftBehind: stillStopped },
  ],
  async onDone(tx, { tenantId }, outputs) {
    const stopped = names.parse(outputs.remember);
    await tx.instance.updateMany({ where: { tenantId }, data: { wantsRunning: false } });
    await tx.instance.updateMany({
      where: { tenantId, name: { in: stopped } },
      data: { state: 'stopped', ...noWhy, startedAt: null, wantsRunning: true },
    });
    await notifyChange(tx, { topic: 'tenant', id: tenantId, tenantId });
  },
  async onFailed(tx, { tenantId }) {
    const data = { state: 'active', suspendedReason: null, suspendedAt: null };
    // One that ends stays suspended for what it was: its end tries this again.
    await tx.tenant.updateMany({ where: { id: tenantId, endAfter: null }, data });
    await notifyChange(tx, { topic: 'tenant', id: tenantId, tenantId });
  },
});

/** They need a place at a worker themselves: meanwhile this one gives up its own. */
async function waitForJobs(step: Step): Promise<void> {
  const {
    db,
    params: { tenantId },
    note,
  } = step;
  await cancelDeployments(step);
  const live = await db.job.findFirst({
    where: { tenantId, instanceId: { not: null }, state: { in: [...unfinishedJobStates] } },
    select: { kind: true, subject: true },
  });
  if (!live) return;
  await note(`${live.kind} ${live.subject}`);
  throw new Interrupted('jobs of the tenant are still under way', lookAgainMs);
}

/** The former version comes back, and is stopped with the rest. */
async function cancelDeployments({ db, params: { tenantId } }: Step): Promise<void> {
  const { kind, steps } = deployJob;
  const finalSteps = steps.filter(({ isFinal }) => isFinal).map(({ name }) => name);
  const jobs = await db.job.findMany({
    where: {
      ...{ tenantId, kind, state: { in: ['queued', 'running'] }, cancelRequestedAt: null },
      steps: { none: { name: { in: finalSteps }, state: { not: 'waiting' } } },
    },
    select: { id: true },
  });
  for (const { id } of jobs) await askCancel(db, id);
}

async function rememberRunning({ engine, params: { project }, signal }: Step): Promise<string[]> {
  const instances = await listInstances(engine, { project }, { signal });
  return instances.filter((instance) => !isStopped(instance)).map(({ name }) => name);
}

async function stopRunning({ engine, params: { project }, outputs, note, signal }: Step): Promise<void> {
  await stopInEngine(engine, { project, names: names.parse(outputs.remember) }, { note, signal });
}

async function isEnding({ db, params: { tenantId } }: Step): Promise<boolean> {
  return (await db.tenant.count({ where: { id: tenantId, endAfter: { not: null } } })) > 0;
}

/** One whose vault only its customer can open stays down and says why; another that will not start is not as it was: then somebody has to look, or the engine is asked again. */
async function startAgain(step: Step): Promise<void> {
  const { db, engine, params, outputs, signal } = step;
  // What has stopped stays so: it is suspended again soon, and would only come and go until its end.
  if (await isEnding(step)) return;
  const ran = names.parse(outputs.remember);
  const failed = await openVaultsOf(step, ran, bringOpenNow);
  for (const { name, why, ...reason } of failed) {
    const where = { tenantId: params.tenantId, name };
    await db.instance.updateMany({ where, data: { stateReason: why, ...reason } });
  }
  const isAble = (name: string) => !failed.some((each) => each.name === name);
  await startInEngine(engine, { ...params, names: ran.filter(isAble) }, { signal });
  const left = (await stillStopped(step)).filter(({ name }) => isAble(name));
  if (left.length === 0) return;
  throw new AppError('refused', 'instances-did-not-start', {
    names: left.map(({ name }) => name).join(', '),
  });
}

function stillStopped({ engine, params: { project }, outputs, signal }: Step) {
  const stopped = names.catch([]).parse(outputs.remember);
  return powerLeftBehind(engine, { project, names: stopped, wanted: 'running' }, signal);
}
