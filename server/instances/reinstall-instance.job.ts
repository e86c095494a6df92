import { z } from 'zod';
import type { Tx } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { isEngineError } from '#server/incus/engine-error.ts';
import { patchInstance, rebuildInstance } from '#server/incus/instances.ts';
import { defineJob } from '#server/jobs/define-job.ts';
import { isPassing } from '#server/jobs/is-passing.ts';
import type { BerthJob, BerthStep } from '#server/tools.ts';
import { withDisk } from '#server/vaults/with-disk.ts';
import { guestConfig } from './engine-config.ts';
import { findOnEngine } from './find-on-engine.ts';
import { finishOrLookAgain } from './finish-or-look-again.ts';
import { instanceLeftBehind } from './instance-left-behind.ts';
import { instanceParams } from './job-params.ts';
import { readJobSecret } from './job-secret.ts';
import { restorePower } from './restore-power.ts';
import { saveObserved } from './save-observed.ts';
import { saveRunning, saveStopped } from './save-power.ts';
import { startOnEngine } from './start-on-engine.ts';
import { stopOnEngine } from './stop-on-engine.ts';
import { untilSettled } from './until-settled.ts';

const params = instanceParams.extend({
  imageId: z.uuid(),
  imageAlias: z.string(),
  wantsRunning: z.boolean(),
  sshKeys: z.array(z.string()).nullable().describe('null: as they are'),
  sshKeyIds: z.array(z.uuid()).nullable().default(null).describe('null: as they are'),
});
export type ReinstallParams = z.infer<typeof params>;
type Step = BerthStep<ReinstallParams>;

const stop = withDisk<ReinstallParams>({
  name: 'stop',
  // The disk is emptied anyway: nobody needs to wait for a clean stop.
  run: (step: Step) => stopOnEngine(step, true),
  undo: bringBack,
  leftBehind: instanceLeftBehind,
});

/** What was on the disk cannot come back: when it fails after that, the row says what is there. */
export const reinstallInstanceJob: BerthJob<ReinstallParams> = defineJob({
  kind: 'reinstall-instance',
  version: 2,
  params,
  steps: [
    stop,
    // From here on the old disk is gone: half of this would be the worst.
    withDisk({ name: 'rebuild', run: rebuild, isFinal: true }),
    { name: 'configure', run: configure, isFinal: true },
    withDisk({ name: 'start', run: start, isFinal: true }),
  ],
  onDone: saveEnd,
  former: [
    {
      kind: 'reinstall-instance',
      version: 1,
      params,
      steps: [
        stop,
        { name: 'configure', run: configure },
        { name: 'rebuild', run: rebuild, isFinal: true },
        { name: 'start', run: start, isFinal: true },
      ],
      onDone: saveEnd,
    },
  ],
});

function saveEnd(tx: Tx, { id, wantsRunning }: ReinstallParams): Promise<void> {
  return wantsRunning ? saveRunning(tx, id) : saveStopped(tx, id);
}

/** As it ran before; where its disk is gone and the engine will not start it, the row says so. */
async function bringBack(step: Step): Promise<void> {
  try {
    await restorePower(step, step.params.wantsRunning ? 'running' : 'stopped');
  } catch (error) {
    if (!isEngineError(error) || isPassing(error)) throw error;
    await saveObserved(step);
  }
}

async function configure(step: Step): Promise<void> {
  const { engine, params, signal } = step;
  const found = await findOnEngine(engine, params, signal);
  if (!found) throw new AppError('not-found', 'instance-lost');
  const { userData } = readJobSecret(await step.secret());
  const former = (found.config['user.berth.ssh-keys'] ?? '').split('\n');
  const config = guestConfig(params.sshKeys ?? former, userData);
  await patchInstance(engine, { project: params.project, name: params.name, config }, { signal });
  await step.db.$transaction((tx) => saveKeys(tx, params));
}

/** One that was deleted meanwhile is left out of the rows; the guest has got it all the same. */
async function saveKeys(tx: Tx, { id, sshKeyIds }: ReinstallParams): Promise<void> {
  if (!sshKeyIds) return;
  const keys = await tx.sshKey.findMany({ where: { id: { in: sshKeyIds } }, select: { id: true } });
  await tx.instanceSshKey.deleteMany({ where: { instanceId: id } });
  await tx.instanceSshKey.createMany({ data: keys.map((key) => ({ instanceId: id, sshKeyId: key.id })) });
}

async function rebuild({ engine, db, params, signal }: Step): Promise<void> {
  const { id, project, name, imageId, imageAlias } = params;
  const wanted = { project, name, source: { alias: imageAlias } };
  await untilSettled(async () => {
    await finishOrLookAgain(engine, await rebuildInstance(engine, wanted, { signal }), signal);
  }, signal);
  // At once: whatever comes after, this image is on the disk now.
  await db.instance.update({ where: { id }, data: { imageId } });
}

async function start(step: Step): Promise<void> {
  if (step.params.wantsRunning) await startOnEngine(step);
}
