import { z } from 'zod';
import type { Prisma } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { finishWork } from '#server/incus/finish-work.ts';
import { patchInstance } from '#server/incus/instances.ts';
import { defineJob, type Leftover } from '#server/jobs/define-job.ts';
import type { BerthJob, BerthStep } from '#server/tools.ts';
import { withDisk } from '#server/vaults/with-disk.ts';
import { findOnEngine } from './find-on-engine.ts';
import { instanceParams } from './job-params.ts';

/** Keys of the engine's configuration; an empty text unsets one. */
const config = z.record(z.string(), z.string());
const params = instanceParams.extend({
  config,
  /** The same keys as they were. */
  former: config,
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

async function configure(step: Step): Promise<void> {
  const isThere = await apply(step, step.params.config);
  if (!isThere) throw new AppError('not-found', 'instance-lost');
}

/** One that is gone has no configuration to give back. */
async function configureBack(step: Step): Promise<void> {
  await finishWork(step.engine, step.params, { signal: step.signal });
  await apply(step, step.params.former);
}

async function configLeft({ engine, params, signal }: Step): Promise<Leftover[]> {
  const found = await findOnEngine(engine, params, signal);
  const differing = differs(found?.config, params.former);
  if (!found || differing.length === 0) return [];
  const note = differing.map(([key]) => key).join(', ');
  return [{ thing: 'config', name: params.name, place: params.project, note }];
}

/** False: the engine has it no more. */
async function apply({ engine, params, signal }: Step, wanted: Record<string, string>): Promise<boolean> {
  const found = await findOnEngine(engine, params, signal);
  if (!found) return false;
  const changes = differs(found.config, wanted);
  if (changes.length === 0) return true;
  const ref = { project: params.project, name: params.name };
  await patchInstance(
    engine,
    { ...ref, config: Object.fromEntries(changes) },
    { signal, timeoutSeconds: 60 },
  );
  return true;
}

function differs(has: Record<string, string> | undefined, wanted: Record<string, string>) {
  return Object.entries(wanted).filter(([key, value]) => (has?.[key] ?? '') !== value);
}
