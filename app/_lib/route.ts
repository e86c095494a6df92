import { randomUUID } from 'node:crypto';
import type { ZodType } from 'zod';
import { clientIp } from '#server/auth/client-ip.ts';
import { readApiToken } from '#server/auth/read-api-token.ts';
import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import { performOnce } from '#server/idempotency/perform-once.ts';
import { readIdempotencyKey } from '#server/idempotency/read-idempotency-key.ts';
import { installation } from '#server/installation.ts';
import { inRequest } from '#server/telemetry/in-request.ts';
import { type ApiAnswer, answered, refused, toResponse } from './api-answer.ts';
import { readInput, readText } from './read-input.ts';
import { withoutPassphrases } from './without-passphrases.ts';

/** What a call is, for the wrapper and for the OpenAPI document alike. */
export type RouteSpec<Params, Query, Body, Answer> = {
  summary: string;
  tag: string;
  params?: ZodType<Params>;
  query?: ZodType<Query>;
  body?: ZodType<Body>;
  answer: ZodType<Answer>;
  status?: 200 | 201 | 202;
  run(ctx: Ctx, input: { params: Params; query: Query; body: Body }): Promise<Answer>;
};
type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;
// biome-ignore lint/suspicious/noExplicitAny: the document lists calls of every shape
export type SpecifiedHandler = Handler & { spec: RouteSpec<any, any, any, any> };

/**
 * The one wrapper of every call of /api/v1: a bearer token, parsed input, a verb, an answer that
 * passes its own schema, and errors as `{error: {code, reason, message, fields?}}`. A writing call with
 * an `Idempotency-Key` is done once for it. Cookies count for nothing here, so no other site can make a
 * browser call it.
 */
export function route<Params = unknown, Query = unknown, Body = unknown, Answer = unknown>(
  spec: RouteSpec<Params, Query, Body, Answer>,
): SpecifiedHandler {
  const handler: Handler = async (request, context) => {
    const requestId = readRequestId(request);
    const params = await context.params;
    const call = {
      name: `${request.method} ${pathTemplate(request.url, params)}`,
      requestId,
      traceparent: request.headers.get('traceparent'),
      log: installation().log,
      statusOf: (response: Response) => String(response.status),
    };
    return inRequest(call, () => answer(spec, request, params, requestId));
  };
  return Object.assign(handler, { spec });
}

async function answer<P, Q, B, A>(
  spec: RouteSpec<P, Q, B, A>,
  request: Request,
  params: Record<string, string>,
  requestId: string,
): Promise<Response> {
  const { db, engine, log: rootLog } = installation();
  const log = rootLog.child({ requestId });
  try {
    const actor = await readApiToken(db, bearerToken(request), new Date());
    const ip = clientIp((name) => request.headers.get(name));
    const ctx = { actor, db, engine, log, now: () => new Date(), requestId, ip };
    const key = isWriting(request.method)
      ? readIdempotencyKey(request.headers.get('idempotency-key'))
      : undefined;
    const text = await readText(request);
    const sent = { params, url: request.url, text };
    const perform = (within: Ctx) => run(spec, within, sent);
    // What was answered to a token that may write is not for one that may only read.
    if (key === undefined || actor.access === 'read') return toResponse(await perform(ctx), requestId);
    const { pathname, search } = new URL(request.url);
    const asked = { key, request: [request.method, pathname + search, withoutPassphrases(text)] };
    const { isReplayed, ...performed } = await performOnce(ctx, asked, perform);
    return toResponse(performed, requestId, isReplayed);
  } catch (error) {
    return toResponse(refused(error, requestId, log), requestId);
  }
}

/** Does the work and never throws: a refusal is an answer too. */
async function run<P, Q, B, A>(
  spec: RouteSpec<P, Q, B, A>,
  ctx: Ctx,
  sent: Parameters<typeof readInput>[1],
): Promise<ApiAnswer> {
  let input: ReturnType<typeof readInput<P, Q, B>>;
  try {
    input = readInput(spec, sent);
  } catch (error) {
    // Nothing was done: the key is free for the call that was meant.
    return { ...refused(error, ctx.requestId, ctx.log), isPassing: true };
  }
  try {
    return answered(spec.answer.parse(await spec.run(ctx, input)), spec.status ?? 200);
  } catch (error) {
    return refused(error, ctx.requestId, ctx.log, ctx.actor);
  }
}

export function isWriting(method: string): boolean {
  return method !== 'GET' && method !== 'HEAD';
}

/** The caller's own number for the request, where it has one of a harmless shape. */
function readRequestId(request: Request): string {
  const given = request.headers.get('x-request-id') ?? '';
  return /^[\w.:-]{1,64}$/.test(given) ? given : randomUUID();
}

/** `/api/v1/instances/{id}/start`: what was called, without saying on what. */
function pathTemplate(url: string, params: Record<string, string>): string {
  const names = new Map(
    Object.entries(params ?? {}).map(([name, value]) => [encodeURIComponent(value), `{${name}}`]),
  );
  const segments = new URL(url).pathname.split('/');
  return segments.map((segment) => names.get(segment) ?? segment).join('/');
}

function bearerToken(request: Request): string {
  const match = /^Bearer (\S+)$/i.exec(request.headers.get('authorization') ?? '');
  if (!match?.[1]) throw new AppError('unauthenticated', 'token-invalid');
  return match[1];
}
