import { isEngineError } from '#server/incus/engine-error.ts';
import { setDevice } from '#server/instances/set-device.ts';
import { kvmDevice } from '#server/shells/kvm-device.ts';
import type { DeployStep } from '../deploy-step.ts';

/**
 * The shell of a sandbox has the node's /dev/kvm, and that of an app has not: they may follow each other in one shell, so
 * that it is passed with a version and not with the shell. Where the engine refuses to, the sandbox does without.
 */
export async function passKvm(step: DeployStep, isWanted: boolean): Promise<void> {
  try {
    await setDevice(step, 'kvm', isWanted ? kvmDevice : undefined);
  } catch (error) {
    if (!isWanted || !isEngineError(error, 'refused')) throw error;
    await step.say([`The engine does not pass /dev/kvm: ${error.engineMessage}`]);
  }
}
