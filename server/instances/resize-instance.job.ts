import { z } from 'zod';
import { AppError } from '#server/errors.ts';
import { finishWork } from '#server/incus/finish-work.ts';
import { type Instance, isRunning } from '#server/incus/instance.ts';
import { patchInstance } from '#server/incus/instances.ts';
import { defineJob, type Leftover } from '#server/jobs/define-job.ts';
import type { BerthJob, BerthStep } from '#server/tools.ts';
import { withDisk } from '#server/vaults/with-disk.ts';
import { sizeConfig } from './engine-config.ts';
import { findOnEngine } from './find-on-engine.ts';
import { instanceParams } from './job-params.ts';
import type { Size } from './schema.ts';

const size = z.object({ vcpus: z.number(), memoryBytes: z.number(), diskBytes: z.number() });
const params = instanceParams.extend({ from: size, to: size, planId: z.uuid().nullable() });
export type ResizeParams = z.infer<typeof params>;
type Step = BerthStep<ResizeParams>;

export const resizeInstanceJob: BerthJob<ResizeParams> = defineJob({
  kind: 'resize-instance',
  version: 1,
  params,
  steps: [
    withDisk({ name: 'resize', run: resize, undo: resizeBack, leftBehind: sizeLeft }, { needsRoom: true }),
  ],
  async onDone(tx, { id, to, planId }) {
    await tx.instance.update({ where: { id }, data: { ...to, planId } });
  },
  async onFailed(tx, { id, from }) {
    await tx.instance.updateMany({ where: { id }, data: from });
  },
});

async function resize(step: Step): Promise<void> {
  const found = await findOnEngine(step.engine, step.params, step.signal);
  if (!found) throw new AppError('not-found', 'instance-lost');
  await applySize(step, found, step.params.to);
}

/** One that is gone has no size to give back. */
async function resizeBack(step: Step): Promise<void> {
  await finishWork(step.engine, step.params, { signal: step.signal });
  const found = await findOnEngine(step.engine, step.params, step.signal);
  if (found) await applySize(step, found, step.params.from);
}

/** What of the size is not as it was before. */
async function sizeLeft({ engine, params, signal }: Step): Promise<Leftover[]> {
  const found = await findOnEngine(engine, params, signal);
  if (!found) return [];
  const has: Record<string, string | undefined> = { ...found.config, 'root.size': found.devices.root?.size };
  const was = { ...sizeConfig(params.from), 'root.size': `${params.from.diskBytes}B` };
  const differs = Object.entries(was).flatMap(([key, value]) => {
    const now = has[key] ?? '';
    return now.replace(/^0/, '') === value ? [] : [`${key}=${now} (${value})`];
  });
  if (differs.length === 0) return [];
  return [{ thing: 'limits', name: params.name, place: params.project, note: differs.join(', ') }];
}

/** One call for all three; what it does not name stays. The engine applies it to a running guest at once. */
async function applySize({ engine, params, signal }: Step, found: Instance, to: Size): Promise<void> {
  const ref = { project: params.project, name: params.name };
  const options = { signal, timeoutSeconds: 60 };
  const config = sizeConfig(to);
  const isLiveCpu = isRunning(found) && found.config['limits.cpu'] !== config['limits.cpu'];
  const first = isLiveCpu ? { ...config, 'limits.cpu': sameCount(config['limits.cpu']) } : config;
  const root = { ...found.devices.root, size: `${to.diskBytes}B` };
  await patchInstance(engine, { ...ref, config: first, devices: { root } }, options);
  if (isLiveCpu) await patchInstance(engine, { ...ref, config }, options);
}

/**
 * "2" as "02". Incus 6.0 hands out CPUs anew while the change is not in its database yet, and then often by
 * the old count (driver_lxc.go, Update; later versions wait). A second change of the text alone makes it
 * look again.
 */
function sameCount(cpus: string): string {
  return `0${cpus}`;
}
