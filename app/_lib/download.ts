import type { Ctx } from '#server/context.ts';
import { installation } from '#server/installation.ts';
import { parseId } from '#server/parse-id.ts';
import { toAppError } from './error-text.ts';
import { userCtx } from './session.ts';

type Handler = (request: Request, context: { params: Promise<{ id: string }> }) => Promise<Response>;
/** The file's name, and its bytes exactly as they are saved. */
type Download = { name: string; type: string; body: string | Uint8Array<ArrayBuffer> };

/** A file of one thing, by the page's own session; what may not be read is refused as a call of the API is. */
export function download(read: (ctx: Ctx, id: string) => Promise<Download>): Handler {
  return (_request, { params }) =>
    answer(async () => {
      const [ctx, { id }] = await Promise.all([userCtx(), params]);
      return read(ctx, parseId(id));
    });
}

/** The same of something that everybody signed in may have. */
export function commonDownload(read: (ctx: Ctx) => Promise<Download>): () => Promise<Response> {
  return () => answer(async () => read(await userCtx()));
}

async function answer(read: () => Promise<Download>): Promise<Response> {
  try {
    const { name, type, body } = await read();
    const headers = { 'content-type': type, 'content-disposition': `attachment; filename="${name}"` };
    return new Response(body, { headers: { ...headers, 'cache-control': 'no-store' } });
  } catch (error) {
    const { code, message, status } = toAppError(error, installation().log);
    return Response.json({ error: { code, message } }, { status });
  }
}
