import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expectMigrations } from '#server/health/check-migrations.ts';
import type { Installation } from '#server/installation.ts';
import { instruments } from '#server/metrics/instruments.ts';
import { openMetricsPort } from '#server/metrics/open-metrics-port.ts';
import { version } from '#server/version.ts';
import { startTracing } from './start-tracing.ts';

const migrations = join(import.meta.dirname, '../../prisma/migrations');

/** What lets others see into this process: metrics, health, traces. The first thing that a process starts. */
export async function startTelemetry(
  parts: Pick<Installation, 'db' | 'engine' | 'log'>,
): Promise<{ stop(): Promise<void> }> {
  instruments().build.set({ version: version(), node: process.version }, 1);
  expectMigrations(listMigrations());
  const [tracing, port] = await Promise.all([startTracing(parts.log), openMetricsPort(parts)]);
  return {
    async stop() {
      port.close();
      await tracing.stop();
    },
  };
}

function listMigrations(): string[] {
  return readdirSync(migrations, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
}
