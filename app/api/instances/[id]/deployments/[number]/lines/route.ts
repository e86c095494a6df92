import { toAppError } from '#app/_lib/error-text.ts';
import { userCtx } from '#app/_lib/session.ts';
import { listDeploymentLines } from '#server/deployments/list-deployment-lines.ts';
import { listLinesInput } from '#server/deployments/schema.ts';
import { installation } from '#server/installation.ts';
import { parseInput } from '#server/parse-input.ts';

type Params = { params: Promise<{ id: string; number: string }> };

/** For the page that follows a deployment: the same as /api/v1, by the page's own session. */
export async function GET(request: Request, context: Params): Promise<Response> {
  try {
    const [ctx, params] = await Promise.all([userCtx(), context.params]);
    const query = Object.fromEntries(new URL(request.url).searchParams);
    const lines = await listDeploymentLines(ctx, parseInput(listLinesInput, { ...query, ...params }));
    return Response.json(lines, { headers: { 'cache-control': 'no-store' } });
  } catch (error) {
    const { code, message, status } = toAppError(error, installation().log);
    return Response.json({ error: { code, message } }, { status });
  }
}
