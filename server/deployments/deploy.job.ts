import { z } from 'zod';
import type { Prisma, Tx } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { notifyChange } from '#server/events/notify-change.ts';
import { isRunning } from '#server/incus/instance.ts';
import { findOnEngine } from '#server/instances/find-on-engine.ts';
import type { Workload } from '#server/instances/kinds/kind.ts';
import { kindOf } from '#server/instances/kinds/kinds.ts';
import { defineJob } from '#server/jobs/define-job.ts';
import type { BerthJob, BerthStep } from '#server/tools.ts';
import { whyOf } from '#server/why/why.ts';
import { addFacts } from './add-facts.ts';
import { longestCheckSeconds } from './container/allowed-seconds.ts';
import { type DeployParams, type DeployStep, deployParams, type Progress } from './deploy-step.ts';
import { followDeployment } from './follow-deployment.ts';
import { lookLater, type Reached } from './look-later.ts';
import { saveWorkload } from './save-workload.ts';
import { clearLines, sayer } from './say-lines.ts';

type Step = BerthStep<DeployParams>;

/**
 * Brings a version up in a shell that runs. Until it is well the former one is kept, and comes back when it does not
 * become so.
 */
export const deployJob: BerthJob<DeployParams> = defineJob({
  kind: 'deploy',
  version: 1,
  params: deployParams,
  steps: [
    { name: 'fetch', run: fetch },
    { name: 'switch', run: switchOver, undo: switchBack },
    { name: 'check', run: check },
    { name: 'tidy', run: tidy, isFinal: true },
  ],
  async onDone(tx, params, outputs) {
    const { digest, facts } = fetched.parse(outputs.fetch);
    await tx.deployment.updateMany({
      where: { instanceId: params.id, state: 'current' },
      data: { state: 'former' },
    });
    await addFacts(tx, params.deploymentId, facts);
    await end(tx, params, { state: 'current', digest });
  },
  follow: (tx, { id }, jobId) => followDeployment(tx, deployJob, id, jobId),
  async onFailed(tx, params, error) {
    const { former } = params;
    // As it is again: app and sandbox may follow each other.
    if (former) await tx.instance.updateMany({ where: { id: params.id }, data: { kind: former.kind } });
    await end(tx, params, { state: former ? 'returned' : 'failed', ...whyOf(error) });
  },
});

const fetched = z.object({ digest: z.string(), facts: z.record(z.string(), z.unknown()) });

async function end(tx: Tx, { deploymentId }: DeployParams, data: Prisma.DeploymentUpdateManyMutationInput) {
  await tx.deployment.updateMany({ where: { id: deploymentId }, data: { ...data, finishedAt: new Date() } });
}

async function fetch(step: Step) {
  // One that was interrupted goes on where it was.
  if (step.outputs.fetch === undefined) {
    await clearLines(step);
    const data = { state: 'deploying', startedAt: new Date() };
    await step.db.deployment.updateMany({ where: { id: step.params.deploymentId }, data });
    await keepBoth(step);
  }
  const { digest, facts } = await workloadOf(step).fetch(toDeployStep(step));
  return fetched.parse({ digest, facts }) as { digest: string; facts: Record<string, string> };
}

/** What was refused, or is older than the current one, is in the way of what comes. */
function keepBoth(step: Step): Promise<void> {
  const { number, former } = step.params;
  return workloadOf(step).keep(toDeployStep(step), former ? [number, former.number] : [number]);
}

async function switchOver(step: Step): Promise<void> {
  await workloadOf(step).run(toDeployStep(step));
  // Not before: until now the former one ran, by what it is held by.
  const { id, kind, tenantId } = step.params;
  const { count } = await step.db.instance.updateMany({ where: { id, kind: { not: kind } }, data: { kind } });
  if (count > 0) await notifyChange(step.db, { topic: 'instance', id, tenantId });
}

async function switchBack(step: Step): Promise<void> {
  const deploy = toDeployStep(step);
  const { engine, params, signal } = step;
  const { former } = params;
  const found = await findOnEngine(engine, params, signal);
  // Nothing runs in it that could be stopped: `bringCurrent` does this when it runs again.
  if (!found || !isRunning(found)) return deploy.say(['Its shell does not run']);
  await deploy.say([former ? `Returning to version ${former.number}` : 'Stopping it']);
  await workloadOf(step).back(deploy);
}

const lookEveryMs = 500;
const checking = z.object({ since: z.number() });

/** Until it is well. What it is waiting for is the kind's to say, and as a rule when that has taken too long. */
async function check(step: Step): Promise<void> {
  const deploy = toDeployStep(step);
  const reached = checking.catch({ since: Date.now() }).parse(step.outputs.check);
  for (;;) {
    const progress = inTime(await workloadOf(step).look(deploy), reached);
    if (progress.state === 'well') break;
    if (progress.state === 'failed') {
      const { number } = step.params;
      const error = new AppError('refused', progress.reason, { number, ...progress.params });
      await deploy.say([error.message]);
      throw error;
    }
    await step.note(progress.note);
    await lookLater(reached, lookEveryMs, step.signal);
  }
  await deploy.say([`Version ${step.params.number} is up`]);
}

function inTime(progress: Progress, { since }: Reached): Progress {
  if (progress.state !== 'waiting' || Date.now() - since < longestCheckSeconds * 1000) return progress;
  return {
    ...{ state: 'failed', reason: 'deployment-not-up-in-time' },
    params: { minutes: longestCheckSeconds / 60 },
  };
}

async function tidy(step: Step): Promise<void> {
  // The former version stays as well: returning to it then fetches little.
  await keepBoth(step);
  const { engine, params, db, signal } = step;
  await saveWorkload(db, params, await workloadOf(step).status({ engine, ...params, signal }));
}

function workloadOf({ params }: Step): Workload {
  const { workload } = kindOf(params.kind);
  if (!workload) throw new AppError('refused', 'deploy-needs-shell');
  return workload;
}

function toDeployStep(step: Step): DeployStep {
  const { engine, db, signal, lease, params, outputs } = step;
  return { engine, db, signal, lease, params, outputs, note: (text) => step.note(text), say: sayer(step) };
}
