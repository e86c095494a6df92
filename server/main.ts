import { createServer } from 'node:http';
import next from 'next';
import { env } from '#server/env.ts';
import { goBeforeGuests } from '#server/go-before-guests.ts';
import { installation } from '#server/installation.ts';
import { cameDirectly } from '#server/metrics/may-read-metrics.ts';
import { observeRequest } from '#server/metrics/observe-request.ts';
import { noCoreDumps } from '#server/no-core-dumps.ts';
import { outliveOutput } from '#server/outlive-output.ts';
import { securityHeaders } from '#server/security-headers.ts';
import { takeTurns } from '#server/take-turns.ts';
import { startTelemetry } from '#server/telemetry/start-telemetry.ts';
import { openTerminals } from '#server/terminal/open-terminals.ts';
import { openScreens } from '#server/vms/screen/open-screens.ts';
import { startWork } from '#server/worker.ts';

/** Of one caller of the API: while one waits for the database another is worked on, and pages do not notice. */
const callsAtOnce = 2;

/** The panel's one process: pages, calls, terminals and (unless BERTH_WORKER=none) the worker. */
async function main(): Promise<void> {
  outliveOutput();
  const dumps = noCoreDumps();
  goBeforeGuests();
  const { NODE_ENV, PORT, BERTH_HOST, BERTH_URL, BERTH_WORKER } = env();
  const parts = installation();
  if (dumps) parts.log.warn(dumps);
  const telemetry = await startTelemetry(parts);
  const app = next({ dev: NODE_ENV === 'development', port: PORT, hostname: BERTH_HOST });
  await app.prepare();
  const pages = takeTurns(app.getRequestHandler(), { atOnce: callsAtOnce });
  const terminals = openTerminals(parts);
  const screens = openScreens(parts);
  const guards = Object.entries(securityHeaders({ BERTH_URL, NODE_ENV }));
  const server = createServer((request, response) => {
    request.headers['x-berth-remote'] = request.socket.remoteAddress ?? '';
    request.headers['x-berth-path'] = request.url ?? '/';
    request.headers['x-berth-direct'] = cameDirectly(request.headers) ? 'yes' : 'no';
    for (const [name, value] of guards) response.setHeader(name, value);
    observeRequest(request, response);
    pages(request, response);
  });
  server.on('upgrade', (request, socket, head) => {
    request.headers['x-berth-remote'] = request.socket.remoteAddress ?? '';
    if (request.url?.startsWith('/ws/screen/')) screens.upgrade(request, socket, head);
    else if (request.url?.startsWith('/ws/')) terminals.upgrade(request, socket, head);
    else void app.getUpgradeHandler()(request, socket, head);
  });
  const work = BERTH_WORKER === 'inline' ? await startWork(parts) : undefined;
  server.listen(PORT, BERTH_HOST, () => parts.log.info({ url: BERTH_URL }, 'panel ready'));

  let isStopping = false;
  const stop = async () => {
    if (isStopping) return;
    isStopping = true;
    parts.log.info('stopping');
    server.close();
    server.closeAllConnections();
    terminals.close();
    screens.close();
    await work?.stop();
    await telemetry.stop();
    await parts.changes.close();
    await parts.db.$disconnect();
    process.exit(0);
  };
  process.on('SIGTERM', () => void stop());
  process.on('SIGINT', () => void stop());
}

main().catch((error: unknown) => {
  process.stderr.write(`Berth could not start: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
