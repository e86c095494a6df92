import { AppError } from '#server/errors.ts';
import { isEngineError } from '#server/incus/engine-error.ts';
import { changeOnEngine } from './change-on-engine.ts';

/**
 * The instance has this device, or has it no more where it is undefined; done as well when that is so. A running one takes
 * it at once. Throws `instance-lost` when the instance is gone.
 */
export async function setDevice(
  target: Parameters<typeof changeOnEngine>[0],
  name: string,
  device: Record<string, string> | undefined,
): Promise<void> {
  await changeOnEngine(target, { devices: { [name]: device ?? null } });
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
