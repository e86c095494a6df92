import { createServer, type IncomingMessage } from 'node:http';
import { env } from '#server/env.ts';
import { answerHealth, answerLive, answerReady } from '#server/health/answer-health.ts';
import { checkHealth } from '#server/health/check-health.ts';
import type { Installation } from '#server/installation.ts';
import { cameDirectly, mayReadMetrics } from './may-read-metrics.ts';
import { renderMetrics } from './render-metrics.ts';

type Parts = Pick<Installation, 'db' | 'engine' | 'log'>;

/** The metrics and the health of this process on a port of their own, where BERTH_METRICS_PORT names one. */
export async function openMetricsPort(parts: Parts): Promise<{ port?: number; close(): void }> {
  const { BERTH_METRICS_PORT, BERTH_METRICS_HOST } = env();
  if (BERTH_METRICS_PORT === undefined) return { close: () => {} };
  const server = createServer((request, response) => {
    void answer(parts, request)
      .catch((error: unknown) => {
        parts.log.error({ err: error }, 'the metrics could not be told');
        return new Response(null, { status: 500 });
      })
      .then(async (made) => {
        response.writeHead(made.status, Object.fromEntries(made.headers));
        response.end(await made.text());
      });
  });
  await new Promise<void>((listening, failed) => {
    server.once('error', failed).listen(BERTH_METRICS_PORT, BERTH_METRICS_HOST, listening);
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : BERTH_METRICS_PORT;
  parts.log.info({ host: BERTH_METRICS_HOST, port }, 'metrics port open');
  return {
    port,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function answer(parts: Parts, { url = '/', headers, socket }: IncomingMessage): Promise<Response> {
  const { pathname } = new URL(url, 'http://localhost');
  if (pathname === '/api/health') return answerHealth(await checkHealth(parts));
  if (pathname === '/api/health/ready') return answerReady(await checkHealth(parts));
  if (pathname === '/api/health/live') return answerLive();
  const asking = {
    header: (name: string) => headers[name]?.toString(),
    remote: socket.remoteAddress,
    isDirect: cameDirectly(headers),
  };
  if (pathname !== '/metrics' || !mayReadMetrics(asking)) return new Response(null, { status: 404 });
  const { text, type } = await renderMetrics(parts.db, parts.log);
  return new Response(text, { headers: { 'content-type': type } });
}
