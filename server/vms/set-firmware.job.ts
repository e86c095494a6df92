import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { Prisma } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { finishWork } from '#server/incus/finish-work.ts';
import type { Instance } from '#server/incus/instance.ts';
import { updateInstance } from '#server/incus/instances.ts';
import { findOnEngine } from '#server/instances/find-on-engine.ts';
import { finishOrLookAgain } from '#server/instances/finish-or-look-again.ts';
import { instanceParams } from '#server/instances/job-params.ts';
import { untilSettled } from '#server/instances/until-settled.ts';
import { defineJob } from '#server/jobs/define-job.ts';
import type { BerthJob, BerthStep } from '#server/tools.ts';
import { withDisk } from '#server/vaults/with-disk.ts';
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
  steps: [withDisk({ name: 'set-config', run: change, undo: saveAsIs, isFinal: true })],
  async onDone(tx, { id, config, devices }) {
    await tx.$executeRaw`UPDATE "Instance" SET "settings" = "settings" || ${JSON.stringify(toFirmware({ config, devices }))}::jsonb
      WHERE "id" = ${id}::uuid`;
  },
});

/** The engine writes an instance's configuration beside its disk as well, so it needs that. */
async function change({ engine, params, signal }: Step): Promise<void> {
  await untilSettled(async () => {
    const found = await findOnEngine(engine, params, signal);
    if (!found) throw new AppError('not-found', 'instance-lost');
    const changed = withChanges(found, params);
    if (isDeepStrictEqual(changed, { config: found.config, devices: found.devices })) return;
    const wanted = { ...found, ...changed, project: params.project };
    await finishOrLookAgain(engine, await updateInstance(engine, wanted, { signal }), signal);
  }, signal);
}

type Changed = Pick<Instance, 'config' | 'devices'>;

function withChanges({ config, devices }: Changed, wanted: SetFirmwareParams): Changed {
  const all = Object.entries({ ...devices, ...wanted.devices });
  return {
    config: { ...config, ...wanted.config },
    devices: Object.fromEntries(all.flatMap(([name, device]) => (device ? [[name, device]] : []))),
  };
}

async function saveAsIs({ engine, db, params, signal }: Step): Promise<void> {
  await finishWork(engine, params, { signal });
  const found = await findOnEngine(engine, params, signal);
  if (!found) return;
  const row = await db.instance.findUniqueOrThrow({ where: { id: params.id }, select: { settings: true } });
  const settings = { ...(row.settings as Prisma.JsonObject), ...toFirmware(found) };
  await db.instance.update({ where: { id: params.id }, data: { settings } });
}
