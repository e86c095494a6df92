import { apiPath } from './api-path.ts';
import { fetchFromEngine } from './call-engine.ts';
import { changeNow } from './change-resource.ts';
import type { CallOptions, Engine } from './engine.ts';
import { isEngineError } from './engine-error.ts';
import type { InstanceRef } from './instance.ts';

// LXC keeps the console's end in a ring buffer of this order; more is never there.
const maxLogBytes = 4 * 1024 * 1024;

/**
 * What the instance has written to its console since it started; empty when there is nothing.
 * Source: Incus docs, "REST API", `GET /1.0/instances/{name}/console`.
 */
export async function getConsoleLog(
  engine: Engine,
  { project, name }: InstanceRef,
  options?: CallOptions,
): Promise<string> {
  const call = { method: 'GET', path: apiPath`instances/${name}/console`, project } as const;
  try {
    const { body } = await fetchFromEngine(engine, call, { ...options, maxBytes: maxLogBytes });
    return body.toString('utf8');
  } catch (error) {
    // The log of an instance that never started is no file yet.
    if (isEngineError(error, 'not-found') && !/instance/i.test(error.engineMessage)) return '';
    throw error;
  }
}

/**
 * Empties the file in which the engine keeps what an instance has written to its console; of a container alone.
 * Source: Incus docs, "REST API", `DELETE /1.0/instances/{name}/console`.
 */
export async function clearConsoleLog(
  engine: Engine,
  { project, name }: InstanceRef,
  options?: CallOptions,
): Promise<void> {
  await changeNow(engine, { method: 'DELETE', path: apiPath`instances/${name}/console`, project }, options);
}
