import { z } from 'zod';
import { apiPath } from './api-path.ts';
import { changeNow } from './change-resource.ts';
import type { CallOptions, Engine } from './engine.ts';
import { EngineError, isEngineError } from './engine-error.ts';
import { errorKind } from './error-kind.ts';
import { type Operation, type OperationOutcome, operationOutcome, operationSchema } from './operation.ts';
import { readResource } from './read-resource.ts';
import { listOf } from './shapes.ts';

export type EndedOperation = Exclude<OperationOutcome, { state: 'running' }>;

/** By their status in words; `null` where there is none. */
const operationsSchema = z
  .record(z.string(), listOf(operationSchema))
  .nullish()
  .transform((byStatus) => byStatus ?? {});

// The engine answers a long poll after this time even when the operation goes on, so that a connection
// that died without a word is noticed soon after.
const pollSeconds = 20;
const graceSeconds = 10;

/** How the operation stands now. @throws EngineError, but never `not-found`: that is `forgotten`. */
export async function getOperation(
  engine: Engine,
  { id }: { id: string },
  options?: CallOptions,
): Promise<OperationOutcome> {
  try {
    return operationOutcome(
      await readResource(engine, operationSchema, { path: apiPath`operations/${id}` }, options),
    );
  } catch (error) {
    if (isEngineError(error, 'not-found')) return { state: 'forgotten' };
    throw error;
  }
}

/**
 * Waits until the operation ends, by long polls of `/1.0/operations/<id>/wait`.
 *
 * @param options.timeoutSeconds for the whole wait, 600 unless said; the operation itself goes on.
 * @throws EngineError `unavailable` when the engine went away or time ran out
 */
export async function waitOperation(
  engine: Engine,
  { id }: { id: string },
  options: CallOptions = {},
): Promise<EndedOperation> {
  const timeoutSeconds = options.timeoutSeconds ?? 600;
  const deadline = performance.now() + timeoutSeconds * 1000;
  for (;;) {
    const leftSeconds = (deadline - performance.now()) / 1000;
    if (leftSeconds <= 0) throw stillRunning(id, timeoutSeconds);
    const outcome = await pollOnce(engine, id, Math.min(pollSeconds, Math.ceil(leftSeconds)), options.signal);
    if (outcome.state !== 'running') return outcome;
  }
}

/**
 * Waits, and takes a bad end for an error.
 *
 * @returns the operation, or `undefined` when the engine has forgotten it: then nobody knows how it ended.
 * @throws EngineError as `waitOperation`, and with the engine's reason when the operation failed or was cancelled
 */
export async function finishOperation(
  engine: Engine,
  operation: Operation,
  options?: CallOptions,
): Promise<Operation | undefined> {
  const outcome = await waitOperation(engine, operation, options);
  if (outcome.state === 'done') return outcome.operation;
  if (outcome.state === 'forgotten') return undefined;
  const engineMessage = outcome.state === 'failed' ? outcome.engineMessage : 'the operation was cancelled';
  throw new EngineError({
    // An operation's own code is always 400; its text says more.
    kind: outcome.state === 'failed' ? errorKind(500, engineMessage) : 'failed',
    engineMessage,
    method: 'GET',
    path: `${apiPath`operations/${operation.id}`} (${operation.description})`,
  });
}

/** Everything that is under way in a project. */
export async function listRunningOperations(
  engine: Engine,
  { project }: { project: string },
  options?: CallOptions,
): Promise<Operation[]> {
  const question = { path: apiPath`operations`, query: { recursion: 1 }, project };
  const byStatus = await readResource(engine, operationsSchema, question, options);
  return Object.values(byStatus)
    .flat()
    .filter((operation) => operationOutcome(operation).state === 'running');
}

/** Asks the engine to stop an operation; only few kinds can be. */
export async function cancelOperation(engine: Engine, { id }: { id: string }, options?: CallOptions) {
  await changeNow(engine, { method: 'DELETE', path: apiPath`operations/${id}` }, options);
}

async function pollOnce(
  engine: Engine,
  id: string,
  seconds: number,
  signal: AbortSignal | undefined,
): Promise<OperationOutcome> {
  const path = apiPath`operations/${id}/wait`;
  const limits = { signal, timeoutSeconds: seconds + graceSeconds };
  try {
    return operationOutcome(
      await readResource(engine, operationSchema, { path, query: { timeout: seconds } }, limits),
    );
  } catch (error) {
    if (!isEngineError(error) || error.status === undefined) throw error;
    // Incus 6.0 answers the poll of a failed operation with that failure as an error reply, whatever its
    // code, and the end of the poll's own time alike (cmd/incusd/operations.go): the operation itself tells.
    const seen = await getOperation(engine, { id }, { signal });
    if (seen.state !== 'forgotten' || isPollEnd(error)) return seen;
    return { state: 'failed', engineMessage: error.engineMessage, operation: undefined };
  }
}

function isPollEnd(error: EngineError): boolean {
  return (
    error.engineMessage === 'Operation not found' || /context deadline exceeded/.test(error.engineMessage)
  );
}

function stillRunning(id: string, timeoutSeconds: number): EngineError {
  return new EngineError({
    kind: 'unavailable',
    engineMessage: `the operation has not ended within ${timeoutSeconds} s; it goes on`,
    method: 'GET',
    path: apiPath`operations/${id}/wait`,
  });
}
