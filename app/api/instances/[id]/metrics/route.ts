import { toAppError } from '#app/_lib/error-text.ts';
import { userCtx } from '#app/_lib/session.ts';
import { installation } from '#server/installation.ts';
import { getInstanceMetrics } from '#server/metering/get-instance-metrics.ts';
import { parseId } from '#server/parse-id.ts';

/** For the charts of a page: the same numbers as /api/v1, by the page's own session. */
export async function GET(
  _request: Request,
  context: { params: Promise<{ id: string }> },
): Promise<Response> {
  try {
    const { id } = await context.params;
    const metrics = await getInstanceMetrics(await userCtx(), parseId(id));
    return Response.json(metrics, { headers: { 'cache-control': 'no-store' } });
  } catch (error) {
    const { code, message, status } = toAppError(error, installation().log);
    return Response.json({ error: { code, message } }, { status });
  }
}
