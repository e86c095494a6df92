import type { Ctx } from '#server/context.ts';
import { installation } from '#server/installation.ts';
import { parseId } from '#server/parse-id.ts';
import { errorText, toAppError } from './error-text.ts';
import { userCtx } from './session.ts';

type Handler = (request: Request, context: { params: Promise<{ id: string }> }) => Promise<Response>;

/** What a page asks for again and again, by its own session: JSON, and what is refused in the reader's language. */
export function sessionJson(read: (ctx: Ctx, id: string, request: Request) => Promise<unknown>): Handler {
  return async (request, { params }) => {
    try {
      const [ctx, { id }] = await Promise.all([userCtx(), params]);
      const body = await read(ctx, parseId(id), request);
      return Response.json(body, { headers: { 'cache-control': 'no-store' } });
    } catch (error) {
      return sessionRefusal(error);
    }
  };
}

export async function sessionRefusal(thrown: unknown): Promise<Response> {
  const error = toAppError(thrown, installation().log);
  const { code, reason, status } = error;
  return Response.json({ error: { code, reason, message: await errorText(error) } }, { status });
}
