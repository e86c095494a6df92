import { callEngine, type EngineCall } from './call-engine.ts';
import type { CallOptions, Engine } from './engine.ts';
import { EngineError } from './engine-error.ts';
import { type Operation, operationSchema } from './operation.ts';
import { parseShape } from './read-resource.ts';

/** A change that the engine makes before it answers. */
export async function changeNow(engine: Engine, call: EngineCall, options?: CallOptions): Promise<void> {
  const reply = await send(engine, call, options);
  if (reply.type !== 'sync') throw unexpected(call, 'an operation was started where none was expected');
}

/** A change that goes on after the answer: hand the operation to `waitOperation`. */
export async function changeLater(
  engine: Engine,
  call: EngineCall,
  options?: CallOptions,
): Promise<Operation> {
  const reply = await send(engine, call, options);
  if (reply.type !== 'async') throw unexpected(call, 'no operation was started where one was expected');
  return parseShape(operationSchema, reply.metadata, call);
}

/**
 * What the caller's signal ends is the sending of changes, not one that is sent: who broke it off could not know
 * whether the engine goes on with it, and would look at things as they are before it.
 */
function send(engine: Engine, call: EngineCall, { signal, ...options }: CallOptions = {}) {
  signal?.throwIfAborted();
  return callEngine(engine, call, options);
}

function unexpected({ method, path, project }: EngineCall, engineMessage: string) {
  return new EngineError({ kind: 'broken', engineMessage, method, path, project });
}
