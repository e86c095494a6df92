import { randomUUID } from 'node:crypto';
import type { Ctx } from '#server/context.ts';
import { installation } from '#server/installation.ts';
import { parseId } from '#server/parse-id.ts';
import { refused, toResponse } from './api-answer.ts';
import { bearerOf, callerCtx } from './caller-ctx.ts';
import { sessionRefusal } from './session-json.ts';

type Handler = (request: Request, context: { params: Promise<{ id: string }> }) => Promise<Response>;

/** What is no JSON, for pages and the API alike: refusals are those of whoever asks. */
export function callerRoute(answer: (ctx: Ctx, id: string, request: Request) => Promise<Response>): Handler {
  return async (request, { params }) => {
    const requestId = randomUUID();
    try {
      const [ctx, { id }] = await Promise.all([callerCtx(request, requestId), params]);
      return await answer(ctx, parseId(id), request);
    } catch (error) {
      if (!bearerOf(request)) return sessionRefusal(error);
      return toResponse(refused(error, requestId, installation().log), requestId);
    }
  };
}
