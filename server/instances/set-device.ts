import { AppError } from '#server/errors.ts';
import { isEngineError } from '#server/incus/engine-error.ts';
import { updateInstance } from '#server/incus/instances.ts';
import type { EngineTarget } from './engine-target.ts';
import { findOnEngine } from './find-on-engine.ts';
import { finishOrLookAgain } from './finish-or-look-again.ts';
import { untilSettled } from './until-settled.ts';

/**
 * The instance has this device, or has it no more where it is undefined; done as well when that is so. A running one takes
 * it at once. Throws `instance-lost` when the instance is gone.
 */
export async function setDevice(
  { engine, params, signal }: Pick<EngineTarget, 'engine' | 'params' | 'signal'>,
  name: string,
  device: Record<string, string> | undefined,
): Promise<void> {
  await untilSettled(async () => {
    const found = await findOnEngine(engine, params, signal);
    if (!found) throw new AppError('not-found', 'instance-lost');
    if (isSame(found.devices[name], device)) return;
    const { [name]: _, ...others } = found.devices;
    const devices = device ? { ...others, [name]: device } : others;
    const changed = { ...found, project: params.project, devices };
    await finishOrLookAgain(engine, await updateInstance(engine, changed, { signal }), signal);
  }, signal);
}

/** The way back: what is gone has no drive. */
export async function unsetDevice(...input: Parameters<typeof setDevice>): Promise<void> {
  try {
    await setDevice(...input);
  } catch (error) {
    const isGone = error instanceof AppError && error.reason === 'instance-lost';
    if (!isGone && !isEngineError(error, 'not-found')) throw error;
  }
}

function isSame(a: Record<string, string> | undefined, b: Record<string, string> | undefined): boolean {
  if (!a || !b) return a === b;
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => a[key] === b[key]);
}
