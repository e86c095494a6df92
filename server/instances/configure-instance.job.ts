import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { Prisma } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { finishWork } from '#server/incus/finish-work.ts';
import type { Instance } from '#server/incus/instance.ts';
import { updateInstance } from '#server/incus/instances.ts';
import type { DeviceMap } from '#server/incus/shapes.ts';
import { defineJob, type Leftover } from '#server/jobs/define-job.ts';
import type { BerthJob, BerthStep } from '#server/tools.ts';
import { withDisk } from '#server/vaults/with-disk.ts';
import { findOnEngine } from './find-on-engine.ts';
import { finishOrLookAgain } from './finish-or-look-again.ts';
import { instanceParams } from './job-params.ts';
import { untilSettled } from './until-settled.ts';

/** Keys of the engine's configuration; an empty text unsets one. */
const config = z.record(z.string(), z.string());
/** Devices as a whole; null takes one away. */
const devices = z.record(z.string(), z.record(z.string(), z.string()).nullable());
const params = instanceParams.extend({
  config,
  /** The same keys as they were. */
  former: config,
  devices: devices.nullish(),
  /** The same devices as they were. */
  formerDevices: devices.nullish(),
  /** What its row says afterwards of what only its kind has, where that changes. */
  settings: z.record(z.string(), z.unknown()).nullish(),
});
export type ConfigureParams = z.infer<typeof params>;
type Step = BerthStep<ConfigureParams>;

/** The engine writes an instance's configuration beside its disk as well, so it needs that. */
export const configureInstanceJob: BerthJob<ConfigureParams> = defineJob({
  kind: 'configure-instance',
  version: 1,
  params,
  steps: [withDisk({ name: 'set-config', run: configure, undo: configureBack, leftBehind: configLeft })],
  async onDone(tx, { id, settings }) {
    if (!settings) return;
    await tx.instance.update({ where: { id }, data: { settings: settings as Prisma.InputJsonObject } });
  },
});

type Wanted = Pick<ConfigureParams, 'config' | 'devices'>;

async function configure(step: Step): Promise<void> {
  const isThere = await apply(step, step.params);
  if (!isThere) throw new AppError('not-found', 'instance-lost');
}

/** One that is gone has no configuration to give back. */
async function configureBack(step: Step): Promise<void> {
  await finishWork(step.engine, step.params, { signal: step.signal });
  await apply(step, asItWas(step.params));
}

async function configLeft({ engine, params, signal }: Step): Promise<Leftover[]> {
  const found = await findOnEngine(engine, params, signal);
  const differing = found ? differences(found, asItWas(params)) : [];
  if (differing.length === 0) return [];
  return [{ thing: 'config', name: params.name, place: params.project, note: differing.join(', ') }];
}

function asItWas({ former, formerDevices }: ConfigureParams): Wanted {
  return { config: former, devices: formerDevices };
}

/** False: the engine has it no more. */
function apply({ engine, params, signal }: Step, wanted: Wanted): Promise<boolean> {
  return untilSettled(async () => {
    const found = await findOnEngine(engine, params, signal);
    if (!found) return false;
    if (differences(found, wanted).length === 0) return true;
    const changed = {
      ...found,
      project: params.project,
      config: { ...found.config, ...wanted.config },
      devices: withDevices(found.devices, wanted.devices),
    };
    await finishOrLookAgain(engine, await updateInstance(engine, changed, { signal }), signal);
    return true;
  }, signal);
}

function withDevices(has: DeviceMap, wanted: Wanted['devices']): DeviceMap {
  const all = Object.entries({ ...has, ...wanted });
  return Object.fromEntries(all.flatMap(([name, device]) => (device ? [[name, device]] : [])));
}

/** The keys and devices that are not as wanted. */
function differences(has: Pick<Instance, 'config' | 'devices'>, wanted: Wanted): string[] {
  const keys = Object.entries(wanted.config).filter(([key, value]) => (has.config[key] ?? '') !== value);
  const devices = Object.entries(wanted.devices ?? {}).filter(
    ([name, device]) => !isDeepStrictEqual(has.devices[name] ?? null, device),
  );
  return [...keys, ...devices].map(([name]) => name);
}
