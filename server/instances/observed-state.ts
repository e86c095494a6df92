import { type Instance, isFrozen, isRunning, isStopped } from '#server/incus/instance.ts';
import type { InstanceState } from './schema.ts';

/** Our word for the engine's state, or undefined while it is between two (Starting, Stopping, …). */
export function observedState(instance: Pick<Instance, 'statusCode'>): InstanceState | undefined {
  if (isRunning(instance)) return 'running';
  if (isStopped(instance)) return 'stopped';
  return isFrozen(instance) ? 'frozen' : undefined;
}
