import { AppError } from '#server/errors.ts';
import type { InstanceParams } from '#server/instances/job-params.ts';
import type { Step } from '#server/jobs/define-job.ts';
import type { BerthStep, Tools } from '#server/tools.ts';
import { bringOpen } from './bring-open.ts';
import { makeRoom } from './make-room.ts';
import { byJob } from './record-vault-event.ts';

type Options = {
  /** The vault grows where it has no room for all that is to be in it. */
  needsRoom?: boolean;
  /** A vault that cannot be opened is no reason not to run: for stopping and deleting. */
  isLenient?: boolean;
};

/** The step and its undo, each with the disk of its instance to be read: its vault is opened first, if it has one. */
export function withDisk<Params extends InstanceParams>(
  { run, undo, ...rest }: Step<Params, Tools>,
  options: Options = {},
): Step<Params, Tools> {
  return {
    ...rest,
    async run(step) {
      await openDisk(step, options);
      return run(step);
    },
    ...(undo && {
      async undo(step: BerthStep<Params>) {
        await openDisk(step);
        await undo(step);
      },
    }),
  };
}

/** A vault stays open as long as the job lives: `bringClosed` looks for it. */
export async function openDisk(
  step: BerthStep<InstanceParams>,
  { needsRoom, isLenient }: Options = {},
): Promise<void> {
  const { db, engine, jobId, signal, note, params } = step;
  const { vaultId, id, name } = params;
  if (!vaultId) return;
  const by = await byJob(db, jobId);
  try {
    await bringOpen({ db, engine, signal }, { vaultId, by, jobId, instance: { id, name }, note });
  } catch (error) {
    if (isLenient && error instanceof AppError) return;
    throw error;
  }
  if (needsRoom) await makeRoom({ db, signal }, { vaultId, by, jobId });
}
