import { z } from 'zod';
import { notifyChange } from '#server/events/notify-change.ts';
import { importIsoVolume } from '#server/incus/custom-volumes.ts';
import { EngineError, isEngineError } from '#server/incus/engine-error.ts';
import { finishOperation } from '#server/incus/operations.ts';
import { nodeIds } from '#server/instances/node-ids.ts';
import { defineJob, type Leftover } from '#server/jobs/define-job.ts';
import type { BerthJob, BerthStep } from '#server/tools.ts';
import { forgetUpload } from '#server/uploads/forget-upload.ts';
import { readUpload } from '#server/uploads/read-upload.ts';
import { whyOf } from '#server/why/why.ts';
import { findIsoVolume, isoParams, volumeRef } from './iso-params.ts';
import { removeIsoVolume } from './remove-iso-volume.ts';

const params = isoParams.extend({ uploadId: z.uuid(), sizeBytes: z.number() });
export type ImportIsoParams = z.infer<typeof params>;
type Step = BerthStep<ImportIsoParams>;

/** Brings the file of an upload into a volume of the tenant's project, and gives the upload up. */
export const importIsoJob: BerthJob<ImportIsoParams> = defineJob({
  kind: 'import-iso',
  version: 1,
  params,
  steps: [{ name: 'import', run: bringIn, undo: takeOut, leftBehind }],
  async onDone(tx, { id, tenantId, uploadId }, outputs) {
    const { location } = imported.parse(outputs.import);
    const nodeId = (await nodeIds(tx))(location);
    await tx.iso.update({ where: { id }, data: { state: 'ready', nodeId } });
    await forgetUpload(tx, uploadId);
    await notifyChange(tx, { topic: 'image', id, tenantId });
  },
  async onFailed(tx, { id, tenantId }, error) {
    if (error.reason === 'cancelled') await tx.iso.deleteMany({ where: { id } });
    else await tx.iso.updateMany({ where: { id }, data: { state: 'failed', ...whyOf(error) } });
    await notifyChange(tx, { topic: 'image', id, tenantId });
  },
});

const imported = z.object({ location: z.string() });

async function bringIn(step: Step): Promise<z.infer<typeof imported>> {
  const found = (await findIsoVolume(step)) ?? (await upload(step));
  return { location: found.location };
}

async function upload(step: Step) {
  const { engine, db, params, signal, note } = step;
  const { uploadId, sizeBytes } = params;
  await note('sending the disc to the engine');
  const content = await readUpload(db, uploadId, { signal });
  // A cancelling breaks it off at any moment, also when nobody reads: the call then fails and says so.
  content.on('error', () => undefined);
  try {
    const sent = { ...volumeRef(params), content, sizeBytes };
    await finishOperation(engine, await importIsoVolume(engine, sent), { signal });
  } catch (error) {
    // Asked for by a call whose answer was lost, it was made meanwhile.
    if (!isEngineError(error, 'conflict')) throw error;
  } finally {
    content.destroy();
  }
  const found = await findIsoVolume(step);
  if (found) return found;
  throw new EngineError({
    kind: 'unavailable',
    engineMessage: `the engine has forgotten the disc ${params.name}`,
    method: 'POST',
    path: `/1.0/storage-pools/${params.pool}/volumes/custom`,
    project: params.project,
  });
}

async function takeOut(step: Step): Promise<void> {
  if (await findIsoVolume(step)) await removeIsoVolume(step);
}

async function leftBehind(step: Step): Promise<Leftover[]> {
  const { name, project } = step.params;
  return (await findIsoVolume(step)) ? [{ thing: 'volume', name, place: project }] : [];
}
