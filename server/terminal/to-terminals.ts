import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { WebSocketServer } from 'ws';
import { refuseUpgrade } from './refuse-upgrade.ts';

export type Terminals = {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  close(): void;
};

interface Gateway {
  server: WebSocketServer;
  sessions: ReadonlyMap<string, { end(code: number, reason: string): void }>;
  /** Checks who asks for what; what it throws is the answer. */
  accept(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void>;
  stopWatching(): void;
}

/** What the panel's server needs of a gateway between browsers and instances. */
export function toTerminals({ server, sessions, accept, stopWatching }: Gateway): Terminals {
  return {
    upgrade(request, socket, head) {
      socket.on('error', () => socket.destroy());
      accept(request, socket, head).catch((error: unknown) => refuseUpgrade(socket, error));
    },
    close() {
      stopWatching();
      for (const session of sessions.values()) session.end(1001, 'the panel is restarting');
      server.close();
    },
  };
}
