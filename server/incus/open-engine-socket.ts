import type { IncomingMessage } from 'node:http';
import WebSocket from 'ws';
import { type Query, queryText } from './api-path.ts';
import { defaultTimeoutSeconds } from './call-engine.ts';
import { callSignal } from './call-signal.ts';
import type { CallOptions, Engine } from './engine.ts';
import { EngineError } from './engine-error.ts';
import { parseReply } from './parse-reply.ts';
import { transportError } from './transport-error.ts';

export type SocketCall = {
  path: string;
  query?: Query;
  /** Puts the listeners on before anything can arrive. `error` needs none: `close` follows it. */
  listen: (socket: WebSocket) => void;
  /**
   * Answer the engine's pings. Events need it, or the engine hangs up. For streams that end quickly it is
   * wrong: a pong to a peer that has sent its data and gone breaks the pipe before the data is read.
   */
  answerPings: boolean;
};

// What runs after the upgrade is small messages; a terminal flood comes in chunks of at most 128 KiB.
const maxPayloadBytes = 16 * 1024 * 1024;

/**
 * Opens a websocket.
 *
 * `options.signal` and the time limit govern the opening only.
 *
 * @throws EngineError as every call does
 */
export async function openEngineSocket(
  engine: Engine,
  { path, query = {}, listen, answerPings }: SocketCall,
  options: CallOptions = {},
): Promise<WebSocket> {
  const timeoutMs = (options.timeoutSeconds ?? defaultTimeoutSeconds) * 1000;
  const limit = callSignal(timeoutMs, engine.signal, options.signal);
  const startedAt = performance.now();
  let failure: unknown;
  try {
    limit.signal.throwIfAborted();
    const socket = new WebSocket(engine.socketOrigin + path + queryText(query), {
      agent: engine.socketAgent,
      perMessageDeflate: false,
      maxPayload: maxPayloadBytes,
      autoPong: answerPings,
    });
    listen(socket);
    return await untilOpen(socket, path, limit.signal);
  } catch (thrown) {
    const endedByCaller = limit.signal.aborted && !limit.hasTimedOut();
    failure = endedByCaller ? limit.signal.reason : transportError({ method: 'GET', path }, thrown);
    throw failure;
  } finally {
    limit.dispose();
    engine.onCall?.({ method: 'GET', path, durationMs: performance.now() - startedAt, ...ending(failure) });
  }
}

function ending(failure: unknown): { status: number; error?: string } {
  if (failure === undefined) return { status: 101 };
  if (failure instanceof EngineError) return { status: failure.status ?? 0, error: failure.engineMessage };
  return { status: 0, error: String(failure) };
}

function untilOpen(socket: WebSocket, path: string, signal: AbortSignal): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const giveUp = (reason: unknown) => {
      signal.removeEventListener('abort', onAbort);
      socket.terminate();
      reject(reason);
    };
    const onAbort = () => giveUp(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    socket.on('error', giveUp);
    socket.on('unexpected-response', (_request, response) => {
      readRefusal(path, response).then(giveUp, giveUp);
    });
    socket.on('open', () => {
      signal.removeEventListener('abort', onAbort);
      resolve(socket);
    });
  });
}

/** The engine answered the upgrade with an ordinary reply: an error, in all likelihood. */
async function readRefusal(path: string, response: IncomingMessage): Promise<Error> {
  const status = response.statusCode ?? 0;
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  const body = Buffer.concat(chunks).toString('utf8');
  parseReply({ method: 'GET', path, status }, body);
  const engineMessage = `no websocket was opened (HTTP ${status})`;
  return new EngineError({ kind: 'broken', status, engineMessage, method: 'GET', path });
}
