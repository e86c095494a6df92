import { z } from 'zod';
import type { Tx } from '#server/db.ts';
import { finishWork } from '#server/incus/finish-work.ts';
import { changeOnEngine } from '#server/instances/change-on-engine.ts';
import { findOnEngine } from '#server/instances/find-on-engine.ts';
import { instanceParams } from '#server/instances/job-params.ts';
import { defineJob } from '#server/jobs/define-job.ts';
import type { BerthJob, BerthStep } from '#server/tools.ts';
import { withDisk } from '#server/vaults/with-disk.ts';
import type { Firmware } from './schema.ts';
import { toFirmware } from './to-engine-facts.ts';

const params = instanceParams.extend({
  config: z.record(z.string(), z.string()),
  /** As a whole each; null: there is to be none of that name. */
  devices: z.record(z.string(), z.record(z.string(), z.string()).nullable()),
});
export type SetFirmwareParams = z.infer<typeof params>;
type Step = BerthStep<SetFirmwareParams>;

/**
 * Tells the engine how a stopped VM starts. What a TPM kept, and what the firmware remembered, is gone with the change and
 * comes back by none: when it fails, the row says what the engine has.
 */
export const setFirmwareJob: BerthJob<SetFirmwareParams> = defineJob({
  kind: 'set-firmware',
  version: 1,
  params,
  // The engine writes an instance's configuration beside its disk as well, so it needs that.
  steps: [withDisk({ name: 'set-config', run: change, undo: saveAsIs, isFinal: true })],
  onDone: (tx, { id, ...told }) => save(tx, id, toFirmware(told)),
});

function change(step: Step): Promise<void> {
  return changeOnEngine(step, step.params);
}

async function saveAsIs({ engine, db, params, signal }: Step): Promise<void> {
  await finishWork(engine, params, { signal });
  const found = await findOnEngine(engine, params, signal);
  if (found) await save(db, params.id, toFirmware(found));
}

/** The rest of what only its kind has stays. */
async function save(db: Tx, id: string, firmware: Firmware): Promise<void> {
  await db.$executeRaw`UPDATE "Instance" SET "settings" = "settings" || ${JSON.stringify(firmware)}::jsonb
    WHERE "id" = ${id}::uuid`;
}
