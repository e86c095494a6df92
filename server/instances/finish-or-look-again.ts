import type { Engine } from '#server/incus/engine.ts';
import { EngineError } from '#server/incus/engine-error.ts';
import type { Operation } from '#server/incus/operation.ts';
import { finishOperation } from '#server/incus/operations.ts';

/**
 * Waits until the operation has ended well. Where the engine has forgotten it, nobody knows how it ended: throws
 * `conflict` then, so that `untilSettled` looks at the instance again.
 */
export async function finishOrLookAgain(
  engine: Engine,
  operation: Operation,
  signal: AbortSignal,
): Promise<Operation> {
  const ended = await finishOperation(engine, operation, { signal });
  if (ended) return ended;
  throw new EngineError({
    kind: 'conflict',
    engineMessage: `the engine has forgotten how "${operation.description}" ended`,
    method: 'GET',
    path: `/1.0/operations/${operation.id}`,
  });
}
