import type WebSocket from 'ws';
import type { CallOptions, Engine } from './engine.ts';
import { isEngineError } from './engine-error.ts';
import type { Operation } from './operation.ts';
import { openOperationSockets } from './operation-sockets.ts';
import { waitOperation } from './operations.ts';

/** `code` is missing when the connection or the instance went before the program told how it ended. */
export type TerminalExit = { code: number } | { code: undefined; reason: string };

export type Terminal = {
  /** One listener; it gets what came before it too. */
  onData: (listener: (data: Buffer) => void) => void;
  /** Called once, also when the program has ended already. */
  onExit: (listener: (exit: TerminalExit) => void) => void;
  /** Resolves when the engine's connection has taken it, or has gone. */
  write: (data: Buffer | string) => Promise<void>;
  /** Resolves as `write` does. */
  resize: (size: { columns: number; rows: number }) => Promise<void>;
  /** Sends a Unix signal by number to the program. */
  signal: (number: number) => Promise<void>;
  /** How much was written and not taken yet: a writer that looks at it can hold itself back. */
  waitingBytes: () => number;
  /** Holds the output back, and with it the program, until `resume`: for a reader that is slower. */
  pause: () => void;
  resume: () => void;
  /** Hangs up: the engine kills the program, or lets go of the console. */
  close: () => void;
};

/** The two streams of an operation that is a terminal, `0` and `control`. @param options.signal hangs up, at any time */
export async function terminalOf(
  engine: Engine,
  operation: Operation,
  options: CallOptions = {},
): Promise<Terminal> {
  const output = new TerminalOutput();
  const [data, control] = await openOperationSockets(
    engine,
    operation,
    { '0': output.listen, control: () => {} },
    options,
  );
  const send = (message: object) => sendTo(control, JSON.stringify(message));
  const close = () => {
    data?.terminate();
    control?.terminate();
  };
  const exit = watchExit(engine, operation, output, close, options.signal);
  return {
    onData: (listener) => output.forward(listener),
    onExit: (listener) => void exit.then(listener),
    write: (typed) => sendTo(data, Buffer.from(typed)),
    resize: ({ columns, rows }) =>
      send({ command: 'window-resize', args: { width: String(columns), height: String(rows) } }),
    signal: (number) => send({ command: 'signal', signal: number }),
    waitingBytes: () => (data?.bufferedAmount ?? 0) + (control?.bufferedAmount ?? 0),
    pause: () => data?.pause(),
    resume: () => data?.resume(),
    close,
  };
}

/** What is typed after the program's end goes nowhere; its exit says so. */
async function sendTo(socket: WebSocket | undefined, data: Buffer | string): Promise<void> {
  await new Promise<void>((resolve) => (socket ? socket.send(data, () => resolve()) : resolve()));
}

/** What the program writes, kept until somebody listens. */
class TerminalOutput {
  readonly ended: Promise<void>;
  #early: Buffer[] = [];
  #listener: ((data: Buffer) => void) | undefined;
  #end: () => void = () => {};

  constructor() {
    this.ended = new Promise((resolve) => {
      this.#end = resolve;
    });
  }

  readonly listen = (socket: WebSocket): void => {
    socket.on('close', this.#end);
    socket.on('message', (data: Buffer, isBinary) => {
      // A text message is the engine's sign for the end of a stream.
      if (!isBinary) this.#end();
      else if (this.#listener) this.#listener(data);
      else this.#early.push(data);
    });
  };

  forward(listener: (data: Buffer) => void): void {
    this.#listener = listener;
    for (const data of this.#early.splice(0)) listener(data);
  }
}

// After the stream has ended the exit code is on its way; past this time it will not come.
const exitCodeSeconds = 5;

async function watchExit(
  engine: Engine,
  operation: Operation,
  output: TerminalOutput,
  hangUp: () => void,
  signal: AbortSignal | undefined,
): Promise<TerminalExit> {
  const signals = [signal, engine.signal];
  for (const outer of signals) {
    outer?.addEventListener('abort', hangUp, { once: true });
    if (outer?.aborted) hangUp();
  }
  await output.ended;
  for (const outer of signals) outer?.removeEventListener('abort', hangUp);
  hangUp();
  return readExit(engine, operation);
}

async function readExit(engine: Engine, operation: Operation): Promise<TerminalExit> {
  try {
    const outcome = await waitOperation(engine, operation, { timeoutSeconds: exitCodeSeconds });
    if (outcome.state === 'done' && typeof outcome.operation.metadata.return === 'number') {
      return { code: outcome.operation.metadata.return };
    }
    return { code: undefined, reason: outcome.state === 'failed' ? outcome.engineMessage : outcome.state };
  } catch (error) {
    return { code: undefined, reason: isEngineError(error) ? error.engineMessage : String(error) };
  }
}
