import type { IncomingMessage, ServerResponse } from 'node:http';
import { instruments } from './instruments.ts';

/** Counts and times one request of the panel by its kind; streams of events are not timed, they last. */
export function observeRequest(request: IncomingMessage, response: ServerResponse): void {
  const startedAt = performance.now();
  const kind = kindOf(request);
  if (kind === 'events') return;
  const method = known.has(request.method ?? '') ? String(request.method) : 'other';
  response.once('close', () => {
    const status = response.writableFinished ? String(response.statusCode) : 'aborted';
    instruments().requestSeconds.observe({ kind, method, status }, (performance.now() - startedAt) / 1000);
  });
}

const known = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

function kindOf({ url = '/', headers }: IncomingMessage): string {
  if (url.startsWith('/_next/')) return 'asset';
  if (url.startsWith('/api/v1/')) return 'api';
  if (url.startsWith('/api/health')) return 'health';
  if (url.startsWith('/api/events')) return 'events';
  if (url.startsWith('/metrics')) return 'metrics';
  return headers['next-action'] ? 'action' : 'page';
}
