import type { Duplex } from 'node:stream';
import { AppError, statusOf } from '#server/errors.ts';

/** Answers a request for a WebSocket that is not granted. */
export function refuseUpgrade(socket: Duplex, error: unknown): void {
  const status = error instanceof AppError ? error.status : statusOf.internal;
  socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
