import type WebSocket from 'ws';
import { z } from 'zod';
import { apiPath } from './api-path.ts';
import type { CallOptions, Engine } from './engine.ts';
import { openEngineSocket } from './open-engine-socket.ts';
import type { Operation } from './operation.ts';
import { parseShape } from './read-resource.ts';

const fdsSchema = z.object({ fds: z.record(z.string(), z.string()) });

/**
 * Opens the streams of an operation (`0`, `1`, `2`, `control`), each with its listeners. The engine waits 5 s for
 * all that it needs, and may be through with its work before the last is open.
 * Source: Incus docs, "REST API", `POST /1.0/instances/{name}/exec`.
 */
export async function openOperationSockets(
  engine: Engine,
  operation: Operation,
  listeners: Record<string, (socket: WebSocket) => void>,
  options?: CallOptions,
): Promise<WebSocket[]> {
  const path = apiPath`operations/${operation.id}/websocket`;
  const { fds } = parseShape(fdsSchema, operation.metadata, { method: 'POST', path });
  const opening = Object.entries(listeners).map(([name, listen]) => {
    const query = { secret: fds[name] ?? '' };
    return openEngineSocket(engine, { path, query, listen, answerPings: false }, options);
  });
  const results = await Promise.allSettled(opening);
  const sockets = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) {
    for (const socket of sockets) socket.terminate();
    throw failed.reason;
  }
  return sockets;
}
