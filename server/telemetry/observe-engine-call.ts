import type { EngineCallReport } from '#server/incus/engine.ts';
import type { Logger } from '#server/log.ts';
import { instruments } from '#server/metrics/instruments.ts';
import { engineRoute } from './engine-route.ts';
import { scope } from './scope.ts';
import { tracing } from './tracing.ts';

/** Logs, counts and traces a call of the engine under the click or job that it was made for. */
export function observeEngineCall(log: Logger, call: EngineCallReport): void {
  const { method, path, status, durationMs, error } = call;
  const { traceparent, ...ids } = scope();
  const route = engineRoute(path);
  log[levelOf(call)]({ ...call, durationMs: Math.round(durationMs * 10) / 10, ...ids }, 'engine call');

  const labels = { method, route, status: String(status) };
  const { engineCallSeconds, engineErrors } = instruments();
  engineCallSeconds.observe(labels, durationMs / 1000);
  // Steps look before they act: that something is not there is an answer.
  if (error !== undefined && status !== 404 && !isBrokenOff(call)) engineErrors.inc(labels);

  tracing()
    ?.startSpan({
      name: `${method} ${route}`,
      kind: 'client',
      parent: traceparent,
      startedAt: new Date(Date.now() - durationMs),
      attributes: {
        'http.request.method': method,
        'url.path': path,
        'http.response.status_code': status,
        'berth.project': call.project,
      },
    })
    .end(error);
}

/** Reading is routine; what changes something is told, and what the engine could not answer is warned of. */
function levelOf(call: EngineCallReport): 'debug' | 'info' | 'warn' {
  const { method, status } = call;
  if (isBrokenOff(call)) return 'debug';
  if (status === 0 || status >= 500) return 'warn';
  return method === 'GET' ? 'debug' : 'info';
}

/** By us: the process ends, or nobody wants to know any more. */
function isBrokenOff({ error }: EngineCallReport): boolean {
  return error?.startsWith('AbortError') ?? false;
}
