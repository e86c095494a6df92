import { AppError } from '#server/errors.ts';
import { findById } from '#server/instances/find-by-id.ts';
import type { InstanceParams } from '#server/instances/job-params.ts';
import type { Step } from '#server/jobs/define-job.ts';
import type { BerthStep, Tools } from '#server/tools.ts';
import { bringOpen, bringOpenNow } from './bring-open.ts';
import { makeRoom } from './make-room.ts';
import type { VaultRow } from './vault-row.ts';

type Options = {
  /** The vault grows where it has no room for all that is to be in it. */
  needsRoom?: boolean;
  /**
   * A vault that cannot be opened is no reason not to run: for stopping. `if-lost`, for deleting: unless it can be
   * opened later as it is, when its node or a KMS answers.
   */
  isLenient?: boolean | 'if-lost';
  /** Something will run in it: what somebody held it open for has come. */
  endsHold?: boolean;
  /** Its undo removes what the engine has: only with the disk at hand, which would stay behind otherwise. */
  undoRemoves?: boolean;
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
        await openForUndo(step, options);
        await undo(step);
      },
    }),
  };
}

/** A vault stays open as long as the job lives: `bringClosed` looks for it. */
export async function openDisk(
  step: BerthStep<InstanceParams>,
  { needsRoom, isLenient, endsHold }: Options = {},
): Promise<void> {
  const { db, engine, jobId, signal, lease, note, params } = step;
  const { vaultId, id, name } = params;
  if (!vaultId) return;
  let was: VaultRow;
  try {
    was = await bringOpen({ db, engine, signal, lease }, { vaultId, jobId, instance: { id, name }, note });
  } catch (error) {
    if (!isLenient || !(error instanceof AppError)) throw error;
    if (isLenient === 'if-lost' && error.code === 'unavailable') throw error;
    return;
  }
  if (endsHold && (was.state !== 'open' || was.heldUntil)) {
    const held = { id: vaultId, heldUntil: { not: null } };
    await db.vault.updateMany({ where: held, data: { heldUntil: null } });
  }
  if (needsRoom) await makeRoom({ db, signal: lease }, { vaultId, jobId });
}

/**
 * An undo is not put back to the queue, so a vault that is being made or locked is waited for here. Of one that is not
 * there or will not open nothing can be taken back but what the engine itself knows.
 */
async function openForUndo(
  { db, engine, jobId, signal, params }: BerthStep<InstanceParams>,
  { undoRemoves }: Options,
): Promise<void> {
  const { vaultId, id, name } = params;
  if (!vaultId) return;
  try {
    await bringOpenNow({ db, engine, signal }, { vaultId, jobId, instance: { id, name } });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (undoRemoves && (await findById(engine, params, signal))) throw error;
  }
}
