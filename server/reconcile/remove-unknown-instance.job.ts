import { z } from 'zod';
import type { Db } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { isEngineError } from '#server/incus/engine-error.ts';
import { finishWork } from '#server/incus/finish-work.ts';
import { isStopped, type TaggedInstance } from '#server/incus/instance.ts';
import { setInstanceState } from '#server/incus/instance-state.ts';
import { deleteInstance } from '#server/incus/instances.ts';
import { finishOrLookAgain } from '#server/instances/finish-or-look-again.ts';
import { untilSettled } from '#server/instances/until-settled.ts';
import { defineJob, type Leftover } from '#server/jobs/define-job.ts';
import { projectName } from '#server/networks/network-names.ts';
import type { BerthJob, BerthStep } from '#server/tools.ts';
import { type EngineIdentity, engineIdentity, findByName, identityOf, isSame } from './engine-identity.ts';
import { settleFinding } from './settle-finding.ts';

const params = z.object({
  findingId: z.uuid(),
  subjectKey: z.string(),
  actorName: z.string(),
  identity: engineIdentity,
  wasRunning: z.boolean(),
});
export type RemoveUnknownInstanceParams = z.infer<typeof params>;
type Step = BerthStep<RemoveUnknownInstanceParams>;

export const removeUnknownInstanceJob: BerthJob<RemoveUnknownInstanceParams> = defineJob({
  kind: 'remove-unknown-instance',
  version: 1,
  params,
  steps: [
    { name: 'stop', run: stop, undo: startAgain, leftBehind: stillStopped },
    { name: 'delete', run: remove, isFinal: true },
  ],
  onDone: (tx, params) => settleFinding(tx, params, 'removed'),
});

async function stop(step: Step): Promise<void> {
  await untilSettled(async () => {
    const found = await findIt(step);
    if (found && !isStopped(found)) await setState(step, 'stop');
  }, step.signal);
}

async function startAgain(step: Step): Promise<void> {
  if (!step.params.wasRunning) return;
  await finishWork(step.engine, step.params.identity, { signal: step.signal });
  await untilSettled(async () => {
    const found = await findIt(step);
    if (found && isStopped(found)) await setState(step, 'start');
  }, step.signal);
}

async function stillStopped(step: Step): Promise<Leftover[]> {
  const { wasRunning, identity } = step.params;
  const found = await findIt(step);
  if (!wasRunning || !found || !isStopped(found)) return [];
  return [{ thing: 'instance', name: identity.name, place: identity.project, note: 'stopped' }];
}

async function remove(step: Step): Promise<void> {
  const { engine, params, signal } = step;
  await untilSettled(async () => {
    if (!(await findIt(step))) return;
    try {
      await finishOrLookAgain(engine, await deleteInstance(engine, params.identity, { signal }), signal);
    } catch (error) {
      if (!isEngineError(error, 'not-found')) throw error;
    }
  }, signal);
}

/** The very one that was to be removed, if it is still there and nobody has made it a known one meanwhile. */
async function findIt({ engine, db, params, signal }: Step): Promise<TaggedInstance | undefined> {
  const { identity } = params;
  const found = await findByName(engine, identity, signal);
  if (!found || !isSame(identityOf(found), identity)) return undefined;
  if (await isKnown(db, identity)) throw new AppError('conflict', 'finding-changed', { name: identity.name });
  return found;
}

async function isKnown(db: Db, { berthId, project, name }: EngineIdentity): Promise<boolean> {
  if (!z.uuid().safeParse(berthId).success) return false;
  const row = await db.instance.findUnique({
    where: { id: berthId ?? '' },
    select: { name: true, state: true, tenant: { select: { slug: true } } },
  });
  return row?.name === name && row.state !== 'failed' && projectName(row.tenant.slug) === project;
}

async function setState({ engine, params, signal }: Step, action: 'start' | 'stop'): Promise<void> {
  const change = { ...params.identity, action, force: action === 'stop' };
  await finishOrLookAgain(engine, await setInstanceState(engine, change, { signal }), signal);
}
