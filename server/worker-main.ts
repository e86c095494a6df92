import { installation } from '#server/installation.ts';
import { noCoreDumps } from '#server/no-core-dumps.ts';
import { outliveOutput } from '#server/outlive-output.ts';
import { startTelemetry } from '#server/telemetry/start-telemetry.ts';
import { startWork } from '#server/worker.ts';

/** A process that works and serves nothing: for a panel that runs with BERTH_WORKER=none. Any number may run. */
async function main(): Promise<void> {
  outliveOutput();
  const dumps = noCoreDumps();
  const parts = installation();
  if (dumps) parts.log.warn(dumps);
  const telemetry = await startTelemetry(parts);
  const work = await startWork(parts);
  let isStopping = false;
  const stop = async () => {
    if (isStopping) return;
    isStopping = true;
    parts.log.info('stopping');
    await work.stop();
    await telemetry.stop();
    await parts.changes.close();
    await parts.db.$disconnect();
    process.exit(0);
  };
  process.on('SIGTERM', () => void stop());
  process.on('SIGINT', () => void stop());
}

main().catch((error: unknown) => {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`Berth's worker could not start: ${message}\n`);
  process.exit(1);
});
