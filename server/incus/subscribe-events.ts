import type WebSocket from 'ws';
import type { Engine } from './engine.ts';
import { EngineError, type EngineErrorKind } from './engine-error.ts';
import { type EngineEvent, engineEventSchema } from './engine-event.ts';
import { openEngineSocket } from './open-engine-socket.ts';
import { transportError } from './transport-error.ts';

export type EventSubscription = {
  types?: readonly ('lifecycle' | 'operation')[];
  /** Like the others, must not throw: nobody would catch it. */
  onEvent: (event: EngineEvent) => void;
  /** `missed`: there was a gap before this connection, so look at the resources themselves. */
  onConnect?: (info: { missed: boolean }) => void;
  /** The stream ended and is tried again in `retryInMs`. Also called for each attempt that fails. */
  onDisconnect?: (info: { error: EngineError; retryInMs: number }) => void;
  /** First wait and longest wait between attempts. */
  backoffMs?: { first: number; longest: number };
};

export type SubscriptionHandle = { close: () => void };

const path = '/1.0/events';
// The engine pings every 10 s (6.0.4: internal/server/events/connections.go); three missed are one too many.
const silenceMs = 35_000;
// A connection that lived this long was a good one: the next gap starts with the first wait again.
const healthyMs = 5_000;

/**
 * Listens to the events of all projects until `close` or the end of the engine, connecting again by itself.
 * Source: Incus docs, "Events".
 *
 * Events are hints that something happened: they get lost with a connection, and their order with other calls
 * is not promised.
 */
export function subscribeEvents(engine: Engine, subscription: EventSubscription): SubscriptionHandle {
  const closing = new AbortController();
  const close = () => closing.abort(new DOMException('subscription closed', 'AbortError'));
  engine.signal?.addEventListener('abort', close, { once: true });
  if (engine.signal?.aborted) close();
  void keepListening(engine, subscription, closing.signal).finally(() => {
    engine.signal?.removeEventListener('abort', close);
  });
  return { close };
}

async function keepListening(engine: Engine, subscription: EventSubscription, signal: AbortSignal) {
  const { first, longest } = subscription.backoffMs ?? { first: 250, longest: 15_000 };
  let wasConnected = false;
  let failures = 0;
  while (!signal.aborted) {
    const startedAt = performance.now();
    const error = await listenOnce(engine, subscription, signal, () => {
      subscription.onConnect?.({ missed: wasConnected });
      wasConnected = true;
    });
    if (signal.aborted) return;
    failures = performance.now() - startedAt > healthyMs ? 1 : failures + 1;
    const ceiling = Math.min(longest, first * 2 ** (failures - 1));
    const retryInMs = Math.round(ceiling / 2 + (Math.random() * ceiling) / 2);
    subscription.onDisconnect?.({ error, retryInMs });
    await pause(retryInMs, signal);
  }
}

/** One connection from its opening to its end; gives the reason why it ended. */
async function listenOnce(
  engine: Engine,
  { types = ['lifecycle', 'operation'], onEvent }: EventSubscription,
  signal: AbortSignal,
  onOpen: () => void,
): Promise<EngineError> {
  const ended = new Ending();
  const abort = () => ended.end('unavailable', 'the subscription was closed');
  signal.addEventListener('abort', abort, { once: true });
  try {
    const query = { type: types.join(','), 'all-projects': true };
    const listen = (socket: WebSocket) => {
      socket.on('open', onOpen);
      readEvents(socket, onEvent, ended);
    };
    const call = { path, query, listen, answerPings: true };
    const socket = await openEngineSocket(engine, call, { signal, timeoutSeconds: 10 });
    const error = await ended.reason;
    socket.terminate();
    return error;
  } catch (thrown) {
    return transportError({ method: 'GET', path }, thrown);
  } finally {
    signal.removeEventListener('abort', abort);
    ended.end('unavailable', 'no connection');
  }
}

class Ending {
  readonly reason: Promise<EngineError>;
  #resolve: (error: EngineError) => void = () => {};

  constructor() {
    this.reason = new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }

  end(kind: EngineErrorKind, engineMessage: string): void {
    this.#resolve(new EngineError({ kind, engineMessage, method: 'GET', path }));
  }
}

function readEvents(socket: WebSocket, onEvent: (event: EngineEvent) => void, ended: Ending): void {
  const silence = setTimeout(() => ended.end('unavailable', 'the engine went silent'), silenceMs);
  socket.on('ping', () => silence.refresh());
  socket.on('close', () => {
    clearTimeout(silence);
    ended.end('unavailable', 'the connection was cut');
  });
  socket.on('message', (message: Buffer) => {
    silence.refresh();
    const event = readEvent(message);
    // What cannot be read is as good as lost: connecting again tells the listener that something is missing.
    if (event) onEvent(event);
    else ended.end('broken', 'an event has another shape than the API promises');
  });
}

function readEvent(message: Buffer): EngineEvent | undefined {
  try {
    return engineEventSchema.parse(JSON.parse(message.toString('utf8')));
  } catch {
    return undefined;
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(finish, ms);
    function finish() {
      clearTimeout(timer);
      signal.removeEventListener('abort', finish);
      resolve();
    }
    signal.addEventListener('abort', finish, { once: true });
    if (signal.aborted) finish();
  });
}
