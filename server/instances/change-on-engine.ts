import { isDeepStrictEqual } from 'node:util';
import { AppError } from '#server/errors.ts';
import type { Instance } from '#server/incus/instance.ts';
import { updateInstance } from '#server/incus/instances.ts';
import type { EngineTarget } from './engine-target.ts';
import { findOnEngine } from './find-on-engine.ts';
import { finishOrLookAgain } from './finish-or-look-again.ts';
import { untilSettled } from './until-settled.ts';

type Form = Pick<Instance, 'config' | 'devices'>;
type Wanted = {
  config?: Record<string, string>;
  /** Each as a whole; null: there is to be none of that name. */
  devices: Record<string, Record<string, string> | null>;
};

/**
 * The instance has these keys and devices; done as well when that is so. What is not named stays. Throws `instance-lost`
 * when the instance is gone.
 */
export async function changeOnEngine(
  { engine, params, signal }: Pick<EngineTarget, 'engine' | 'params' | 'signal'>,
  wanted: Wanted,
): Promise<void> {
  await untilSettled(async () => {
    const found = await findOnEngine(engine, params, signal);
    if (!found) throw new AppError('not-found', 'instance-lost');
    const { config, devices } = found;
    const form = withChanges({ config, devices }, wanted);
    if (isDeepStrictEqual(form, { config, devices })) return;
    const changed = { ...found, ...form, project: params.project };
    await finishOrLookAgain(engine, await updateInstance(engine, changed, { signal }), signal);
  }, signal);
}

function withChanges({ config, devices }: Form, wanted: Wanted): Form {
  const all = Object.entries({ ...devices, ...wanted.devices });
  return {
    config: { ...config, ...wanted.config },
    devices: Object.fromEntries(all.flatMap(([name, device]) => (device ? [[name, device]] : []))),
  };
}
