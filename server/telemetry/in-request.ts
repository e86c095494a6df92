import { AppError } from '#server/errors.ts';
import type { Logger } from '#server/log.ts';
import { instruments } from '#server/metrics/instruments.ts';
import { inSpan } from './in-span.ts';
import { traceparent } from './traceparent.ts';

type Asked<T> = {
  /** `POST /api/v1/instances/{id}/start`; never with an id in it. */
  name: string;
  requestId: string;
  /** The caller's, as the header came. */
  traceparent: string | null;
  log: Logger;
  /** How it ended, in a word; what is thrown is told by its code. */
  statusOf: (result: T) => string;
};

/** One call or click: its line in the log, its span and its time, and the ids that all under it is known by. */
export function inRequest<T>(asked: Asked<T>, run: () => Promise<T>): Promise<T> {
  const { name, requestId, log, statusOf } = asked;
  const parent = traceparent(asked.traceparent);
  const startedAt = performance.now();
  return inSpan(
    {
      name,
      kind: 'server',
      attributes: { 'berth.request_id': requestId },
      scope: { requestId, ...(parent && { traceparent: parent }) },
    },
    async (span) => {
      const ended = (status: string) => {
        const durationMs = performance.now() - startedAt;
        span?.set({ 'berth.status': status });
        instruments().callSeconds.observe({ call: name, status }, durationMs / 1000);
        log.info({ call: name, requestId, status, durationMs: Math.round(durationMs) }, 'request');
      };
      try {
        const result = await run();
        ended(statusOf(result));
        return result;
      } catch (error) {
        ended(error instanceof AppError ? error.code : 'error');
        throw error;
      }
    },
  );
}
