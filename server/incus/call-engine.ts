import type { Readable } from 'node:stream';
import type { Dispatcher } from 'undici';
import { type Query, queryText } from './api-path.ts';
import { callSignal } from './call-signal.ts';
import type { CallOptions, Engine } from './engine.ts';
import { EngineError } from './engine-error.ts';
import { parseReply, type Reply } from './parse-reply.ts';
import { transportError } from './transport-error.ts';

export type EngineCall = {
  method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** From `apiPath`, so that names are escaped. */
  path: string;
  query?: Query;
  project?: string | undefined;
  /** Sent as JSON. */
  body?: unknown;
  /** Sent as it is, instead of `body`. */
  rawBody?: Buffer | Readable | AsyncIterable<Uint8Array>;
  headers?: Record<string, string>;
  /** Refuse (as `conflict`) if the resource is not in this state any more. */
  etag?: string | undefined;
};

/** A whole answer: bodies here are small; what may be large goes through `maxBytes`. */
export type Answer = { status: number; headers: Dispatcher.ResponseData['headers']; body: Buffer };

export const defaultTimeoutSeconds = 30;

/** One call, one reply of the API. @throws EngineError; the reason of the signal when that ended the call. */
export async function callEngine(
  engine: Engine,
  call: EngineCall,
  options: CallOptions = {},
): Promise<Reply> {
  return exchange(engine, call, options, ({ status, headers, body }) =>
    parseReply({ ...call, status, etag: headerText(headers.etag) }, body.toString('utf8')),
  );
}

/** One call whose good answer is not JSON (files, logs, metrics). Errors still are, and are thrown. */
export async function fetchFromEngine(
  engine: Engine,
  call: EngineCall,
  options: CallOptions & { maxBytes: number },
): Promise<Answer> {
  return exchange(engine, call, options, (answer) => {
    if (answer.status >= 400) parseReply({ ...call, status: answer.status }, answer.body.toString('utf8'));
    return answer;
  });
}

type ExchangeOptions = CallOptions & { maxBytes?: number };

async function exchange<T>(
  engine: Engine,
  call: EngineCall,
  options: ExchangeOptions,
  read: (answer: Answer) => T,
): Promise<T> {
  const timeoutMs = (options.timeoutSeconds ?? defaultTimeoutSeconds) * 1000;
  const limit = callSignal(timeoutMs, engine.signal, options.signal);
  const startedAt = performance.now();
  let status = 0;
  let error: string | undefined;
  try {
    limit.signal.throwIfAborted();
    const response = await send(engine, call, limit.signal);
    status = response.statusCode;
    const body = await readBody(call, response.body, options.maxBytes);
    return read({ status, headers: response.headers, body });
  } catch (thrown) {
    const mapped =
      limit.signal.aborted && !limit.hasTimedOut() ? limit.signal.reason : transportError(call, thrown);
    error = mapped instanceof EngineError ? mapped.engineMessage : String(mapped);
    throw mapped;
  } finally {
    limit.dispose();
    engine.onCall?.({
      method: call.method,
      path: call.path,
      status,
      durationMs: performance.now() - startedAt,
      project: call.project,
      error,
    });
  }
}

function send(engine: Engine, call: EngineCall, signal: AbortSignal): Promise<Dispatcher.ResponseData> {
  const headers: Record<string, string> = { ...call.headers };
  if (call.etag !== undefined) headers['if-match'] = call.etag;
  if (call.rawBody === undefined && call.body !== undefined) headers['content-type'] = 'application/json';
  return engine.dispatcher.request({
    origin: engine.httpOrigin,
    method: call.method,
    path: call.path + queryText({ ...call.query, project: call.project }),
    headers,
    body:
      (call.rawBody as Readable | undefined) ?? (call.body === undefined ? null : JSON.stringify(call.body)),
    signal,
  });
}

async function readBody(call: EngineCall, body: AsyncIterable<Buffer>, maxBytes = Number.POSITIVE_INFINITY) {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > maxBytes) {
      const engineMessage = `the answer is larger than ${maxBytes} bytes`;
      throw new EngineError({ kind: 'refused', engineMessage, method: call.method, path: call.path });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function headerText(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}
