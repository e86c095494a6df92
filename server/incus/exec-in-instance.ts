import type WebSocket from 'ws';
import { apiPath } from './api-path.ts';
import { changeLater } from './change-resource.ts';
import type { CallOptions, Engine } from './engine.ts';
import { EngineError, type EngineErrorKind, isEngineError } from './engine-error.ts';
import type { InstanceRef } from './instance.ts';
import type { Operation } from './operation.ts';
import { openOperationSockets } from './operation-sockets.ts';
import { waitOperation } from './operations.ts';
import { OutputCollector } from './output-collector.ts';

export type ExecInput = InstanceRef & {
  /** Program and arguments; no shell unless you name one. */
  command: string[];
  /** Given to the program, then its input ends. */
  stdin?: Buffer | string;
  environment?: Record<string, string>;
  cwd?: string;
  uid?: number;
  gid?: number;
  /** Of each of the two outputs; what comes after is read and dropped. 1 MiB unless said. */
  maxOutputBytes?: number;
  /** What says more than that is ended instead: for a guest that may talk without end. Its `code` is 137 then. */
  endsWhenFull?: boolean;
};

export type ExecResult = {
  /** The program's own; 127 not found, 126 not executable, 128 + n ended by signal n. */
  code: number;
  stdout: Buffer;
  stderr: Buffer;
  isTruncated: boolean;
};

/**
 * Runs a program in a running instance and waits for its end.
 *
 * When time runs out or the signal comes, our streams are cut and the engine kills the program.
 *
 * @param options.timeoutSeconds for the whole run, 60 unless said
 * @throws EngineError `refused` when the instance is not running; `unavailable` when its end is not known
 */
export async function execInInstance(
  engine: Engine,
  input: ExecInput,
  { timeoutSeconds = 60, signal }: CallOptions = {},
): Promise<ExecResult> {
  const operation = await startExec(engine, input, { signal });
  let sockets: WebSocket[] = [];
  let isEnded = false;
  const onFull = () => {
    isEnded = input.endsWhenFull === true;
    if (isEnded) for (const socket of sockets) socket.terminate();
  };
  const stdout = new OutputCollector(input.maxOutputBytes, onFull);
  const stderr = new OutputCollector(input.maxOutputBytes, onFull);
  // No `control`: the engine does not wait for it, so it may come too late; without it the loss of stdout kills.
  const streams = { '0': feedWith(input.stdin), '1': stdout.listen, '2': stderr.listen };
  sockets = await openOperationSockets(engine, operation, streams, { signal }).catch((error: unknown) => {
    // The engine was started anew since: the program has never begun.
    throw isEngineError(error, 'not-found') ? unknownEnd(input) : error;
  });
  if (isEnded) onFull();
  try {
    const outcome = await waitOperation(engine, operation, { signal, timeoutSeconds });
    await Promise.all([stdout.ended, stderr.ended]);
    return {
      code: isEnded ? killedCode : exitCode(input, outcome),
      stdout: stdout.data(),
      stderr: stderr.data(),
      isTruncated: stdout.isTruncated || stderr.isTruncated,
    };
  } finally {
    for (const socket of sockets) socket.terminate();
  }
}

function startExec(engine: Engine, input: ExecInput, options: CallOptions): Promise<Operation> {
  const body = {
    command: input.command,
    environment: input.environment ?? {},
    cwd: input.cwd ?? '',
    user: input.uid ?? 0,
    group: input.gid ?? 0,
    interactive: false,
    'wait-for-websocket': true,
  };
  const path = apiPath`instances/${input.name}/exec`;
  return changeLater(engine, { method: 'POST', path, project: input.project, body }, options);
}

const chunkBytes = 64 * 1024;
const killedCode = 137;

function feedWith(stdin: Buffer | string = '') {
  const data = Buffer.from(stdin);
  return (socket: WebSocket) => {
    socket.on('open', () => {
      for (let at = 0; at < data.length; at += chunkBytes) socket.send(data.subarray(at, at + chunkBytes));
      // An empty text message is the engine's sign for the end of a stream (6.0.4: shared/ws/rwc.go).
      socket.send('');
    });
  };
}

function exitCode(input: ExecInput, outcome: Awaited<ReturnType<typeof waitOperation>>): number {
  const hasFailed = outcome.state === 'failed';
  // A program that cannot be started is a failed operation that has a code nonetheless.
  const ended = hasFailed || outcome.state === 'done' ? outcome.operation : undefined;
  const code = ended?.metadata.return;
  if (typeof code === 'number' && code >= 0) return code;
  if (!hasFailed) throw unknownEnd(input);
  throw execError(input, 'failed', outcome.engineMessage);
}

function unknownEnd(input: ExecInput): EngineError {
  return execError(input, 'unavailable', 'nobody knows how the program ended');
}

function execError({ name, project }: ExecInput, kind: EngineErrorKind, engineMessage: string): EngineError {
  return new EngineError({
    kind,
    engineMessage,
    method: 'POST',
    path: apiPath`instances/${name}/exec`,
    project,
  });
}
