import type { IncomingMessage, ServerResponse } from 'node:http';
import pLimit, { type LimitFunction } from 'p-limit';

type Handle = (request: IncomingMessage, response: ServerResponse) => unknown;

/**
 * Lets each caller of the API have `atOnce` calls under way; more wait in their order. A client that asks for
 * hundreds of things at the same moment gets them as fast, and neither pages nor other callers wait behind it.
 */
export function takeTurns(handle: Handle, { atOnce }: { atOnce: number }): Handle {
  const callers = new Map<string, LimitFunction>();
  return (request, response) => {
    if (!request.url?.startsWith('/api/v1/')) return handle(request, response);
    const caller = request.headers.authorization ?? request.socket.remoteAddress ?? '';
    const limit = callers.get(caller) ?? pLimit(atOnce);
    callers.set(caller, limit);
    void limit(() => answered(handle, request, response)).finally(() => {
      if (limit.activeCount + limit.pendingCount === 0) callers.delete(caller);
    });
  };
}

/** Resolves when the answer is out, or its reader has gone. */
function answered(handle: Handle, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (response.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    response.once('close', () => resolve());
    handle(request, response);
  });
}
