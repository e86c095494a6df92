import { setTimeout as delay } from 'node:timers/promises';
import { env } from '#server/env.ts';
import type { Logger } from '#server/log.ts';
import { version } from '#server/version.ts';
import { setTracing } from './tracing.ts';

const patienceMs = 2000;

/** Traces, where an endpoint for them is set. `stop` sends what has not gone yet. */
export async function startTracing(log: Logger): Promise<{ stop(): Promise<void> }> {
  const { OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT, OTEL_SERVICE_NAME } = env();
  const endpoint = OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ?? OTEL_EXPORTER_OTLP_ENDPOINT;
  if (!endpoint) return { stop: async () => {} };
  const { openTracing } = await import('./open-tracing.ts');
  const tracing = openTracing({ name: OTEL_SERVICE_NAME, version: version() });
  setTracing(tracing);
  log.info({ endpoint: new URL(endpoint).origin, service: OTEL_SERVICE_NAME }, 'traces are sent');
  return {
    async stop() {
      setTracing(undefined);
      const sent = tracing.stop().catch((error: unknown) => {
        log.warn({ err: String(error) }, 'traces were lost');
      });
      // A collector that is away holds up no end: the exporter would try again for longer.
      await Promise.race([sent, delay(patienceMs, undefined, { ref: false })]);
    },
  };
}
