import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { ReadableStream as WebStream } from 'node:stream/web';
import { refuseForeignOrigin } from '#server/auth/refuse-foreign-origin.ts';
import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import { installation } from '#server/installation.ts';
import { refuseBrokenText } from '#server/refuse-broken-text.ts';
import { refused, toResponse } from './api-answer.ts';
import { bearerOf, callerCtx } from './caller-ctx.ts';
import { errorText, toAppError } from './error-text.ts';

const version = '1.0.0';

type Answer = { status: number; headers?: Record<string, string>; body?: unknown };
type Handling = {
  /** Whether the caller may do this at all. Throws before anything of the request is looked at. */
  mayAsk(ctx: Ctx): Promise<unknown>;
  run(ctx: Ctx): Promise<Answer>;
};

/**
 * A request of the tus protocol 1.0.0 (https://tus.io/protocols/resumable-upload, core with creation, expiration and
 * termination): by an API token, or by the session of a page of ours. Refusals are those of the API.
 */
export async function tus(request: Request, { mayAsk, run }: Handling): Promise<Response> {
  const requestId = randomUUID();
  const { log: root } = installation();
  try {
    const ctx = await callerCtx(request, requestId);
    await mayAsk(ctx);
    const isChange = request.method !== 'GET' && request.method !== 'HEAD';
    if (isChange && ctx.actor.kind === 'user') {
      refuseForeignOrigin({ origin: request.headers.get('origin'), host: request.headers.get('host') });
    }
    if (request.method !== 'GET' && request.headers.get('tus-resumable') !== version) {
      return new Response(null, { status: 412, headers: { 'tus-version': version } });
    }
    const { status, headers, body } = await run(ctx);
    const common = { 'tus-resumable': version, 'cache-control': 'no-store', 'x-request-id': requestId };
    if (body === undefined) return new Response(null, { status, headers: { ...common, ...headers } });
    return Response.json(body, { status, headers: { ...common, ...headers } });
  } catch (error) {
    const known = toAppError(error, root);
    const response = toResponse(refused(known, requestId, root), requestId);
    response.headers.set('tus-resumable', version);
    // The words for a page, in its reader's language; a header has to be of plain characters.
    if (!bearerOf(request))
      response.headers.set('x-berth-message', encodeURIComponent(await errorText(known)));
    return response;
  }
}

/** A header that is a whole number of bytes. */
export function byteHeader(request: Request, name: string): number {
  const value = request.headers.get(name) ?? '';
  if (!/^\d{1,15}$/.test(value)) throw new AppError('invalid', 'upload-headers', { name });
  return Number(value);
}

/** `Upload-Metadata`: pairs of a key and a value in base64, with commas between them. */
export function readMetadata(request: Request): Record<string, string> {
  const text = request.headers.get('upload-metadata') ?? '';
  if (text.length > 4096) throw new AppError('invalid', 'upload-headers', { name: 'Upload-Metadata' });
  const pairs = text.split(',').map((pair) => pair.trim().split(' '));
  const values = pairs.map(([key = '', value = '']) => [key, Buffer.from(value, 'base64').toString('utf8')]);
  const read = Object.fromEntries(values) as Record<string, string>;
  refuseBrokenText(read);
  return read;
}

export function bodyOf(request: Request): Readable {
  return request.body ? Readable.fromWeb(request.body as WebStream) : Readable.from([]);
}
