import { currentUser } from '#app/_lib/session.ts';
import { installation } from '#server/installation.ts';
import { mayReadMetrics } from '#server/metrics/may-read-metrics.ts';
import { renderMetrics } from '#server/metrics/render-metrics.ts';

export const dynamic = 'force-dynamic';

/** For Prometheus, and for an operator who looks at it in the browser. To everybody else it does not exist. */
export async function GET(request: Request): Promise<Response> {
  const { db, log } = installation();
  const { headers } = request;
  const asking = {
    header: (name: string) => headers.get(name),
    remote: headers.get('x-berth-remote'),
    isDirect: headers.get('x-berth-direct') === 'yes',
  };
  const mayRead = mayReadMetrics(asking) || (await currentUser())?.isOperator;
  if (!mayRead) return new Response(null, { status: 404 });
  const { text, type } = await renderMetrics(db, log);
  return new Response(text, { headers: { 'content-type': type, 'cache-control': 'no-store' } });
}
