import { z } from 'zod';
import { AppError } from '#server/errors.ts';
import { finishWork } from '#server/incus/finish-work.ts';
import { renameInstance } from '#server/incus/instances.ts';
import { defineJob, type Leftover } from '#server/jobs/define-job.ts';
import type { BerthJob, BerthStep } from '#server/tools.ts';
import { withDisk } from '#server/vaults/with-disk.ts';
import type { EngineTarget } from './engine-target.ts';
import { findOnEngine } from './find-on-engine.ts';
import { finishOrLookAgain } from './finish-or-look-again.ts';
import { instanceLeftBehind } from './instance-left-behind.ts';
import { instanceParams } from './job-params.ts';
import { untilSettled } from './until-settled.ts';

const params = instanceParams.extend({ newName: z.string() });
export type RenameParams = z.infer<typeof params>;
type Step = BerthStep<RenameParams>;

export const renameInstanceJob: BerthJob<RenameParams> = defineJob({
  kind: 'rename-instance',
  version: 1,
  params,
  steps: [withDisk({ name: 'rename', run: rename, undo: renameBack, leftBehind: newNameLeft })],
  async onDone(tx, { id, newName }) {
    await tx.instance.update({ where: { id }, data: { name: newName } });
  },
});

async function rename(step: Step): Promise<void> {
  const isThere = await moveName(step, step.params.name, step.params.newName);
  if (!isThere) throw new AppError('not-found', 'instance-lost');
}

/** One that is gone has no name to give back. A rename that was broken off goes on in the engine, under its former name. */
async function renameBack(step: Step): Promise<void> {
  await finishWork(step.engine, step.params, { signal: step.signal });
  await moveName(step, step.params.newName, step.params.name);
}

/** It still has the new name. */
function newNameLeft({ engine, params, signal }: Step): Promise<Leftover[]> {
  return instanceLeftBehind({ engine, params: { ...params, name: params.newName }, signal });
}

/** False: it is there under neither name. */
async function moveName(
  { engine, params, signal }: EngineTarget,
  from: string,
  to: string,
): Promise<boolean> {
  const { id, project } = params;
  return untilSettled(async () => {
    if (await findOnEngine(engine, { id, project, name: to }, signal)) return true;
    if (!(await findOnEngine(engine, { id, project, name: from }, signal))) return false;
    const operation = await renameInstance(engine, { project, name: from, newName: to }, { signal });
    await finishOrLookAgain(engine, operation, signal);
    return true;
  }, signal);
}
