import { apiPath } from './api-path.ts';
import { changeLater } from './change-resource.ts';
import type { CallOptions, Engine } from './engine.ts';
import type { InstanceRef } from './instance.ts';
import { type InstanceState, instanceStateSchema } from './instance-usage.ts';
import type { Operation } from './operation.ts';
import { readResource } from './read-resource.ts';

export async function getInstanceState(
  engine: Engine,
  { project, name }: InstanceRef,
  options?: CallOptions,
): Promise<InstanceState> {
  return readResource(
    engine,
    instanceStateSchema,
    { path: apiPath`instances/${name}/state`, project },
    options,
  );
}

export type StateChange = {
  action: 'start' | 'stop' | 'restart' | 'freeze' | 'unfreeze';
  /** Stop or restart at once, without asking the guest. */
  force?: boolean;
  /** How long the guest may take to stop; then the operation fails and the guest runs on. 600 unless said. */
  timeoutSeconds?: number;
};

/**
 * Starts, stops and so on. The operation fails (`conflict`) when the instance is in that state already.
 * Source: Incus docs, "REST API", `PUT /1.0/instances/{name}/state`.
 */
export async function setInstanceState(
  engine: Engine,
  { project, name, action, force = false, timeoutSeconds = -1 }: InstanceRef & StateChange,
  options?: CallOptions,
): Promise<Operation> {
  const body = { action, force, timeout: timeoutSeconds, stateful: false };
  const call = { method: 'PUT', path: apiPath`instances/${name}/state`, project, body } as const;
  return changeLater(engine, call, options);
}
