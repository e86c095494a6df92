import type { Socket } from 'node:net';

/** A request is written the moment that its connection is there; one with a body that does not come is not. */
const patienceMs = 200;

/**
 * Closes a fresh connection on which nothing is sent. Incus reads the first bytes of each connection to its unix socket
 * before it accepts the next one (6.0.4 to 7.3: internal/server/endpoints/listeners/starttls.go, Accept): whoever
 * connects and says nothing keeps everybody else out for as long.
 */
export function endIfSilent(socket: Socket): void {
  const timer = setTimeout(() => {
    if (socket.bytesWritten === 0) socket.destroy();
  }, patienceMs);
  timer.unref();
  socket.once('close', () => clearTimeout(timer));
}
