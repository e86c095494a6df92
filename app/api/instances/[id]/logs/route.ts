import { errorText, toAppError } from '#app/_lib/error-text.ts';
import { userCtx } from '#app/_lib/session.ts';
import { installation } from '#server/installation.ts';
import { getLog } from '#server/logs/get-log.ts';
import { logQuestion } from '#server/logs/schema.ts';
import { parseId } from '#server/parse-id.ts';
import { parseInput } from '#server/parse-input.ts';

/** For the page that follows a log: the same as /api/v1, by the page's own session and in the reader's language. */
export async function GET(request: Request, context: { params: Promise<{ id: string }> }): Promise<Response> {
  try {
    const [ctx, { id }] = await Promise.all([userCtx(), context.params]);
    const question = parseInput(logQuestion, Object.fromEntries(new URL(request.url).searchParams));
    const page = await getLog(ctx, { ...question, id: parseId(id) });
    return Response.json(page, { headers: { 'cache-control': 'no-store' } });
  } catch (error) {
    const known = toAppError(error, installation().log);
    const { code, status } = known;
    return Response.json({ error: { code, message: await errorText(known) } }, { status });
  }
}
