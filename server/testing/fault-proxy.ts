import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FaultRule, FaultRules, type PlacedFault } from './fault-rules.ts';
import { passRequest } from './pass-request.ts';
import { passUpgrade } from './pass-upgrade.ts';
import type { ProxiedRequest, ProxyContext } from './proxy-context.ts';

export type FaultProxy = {
  /** For `connectEngine`. */
  url: string;
  requests: readonly ProxiedRequest[];
  /** Lets the next requests that fit go wrong; the first rule that fits and is not used up counts. */
  place: (rule: FaultRule) => PlacedFault;
  /** Takes away every fault that was placed. */
  heal: () => void;
  /** Breaks every connection there is, websockets too. New ones work. */
  cutAll: () => void;
  /** As if the engine were down: breaks everything and refuses connections until `resume`. */
  suspend: () => Promise<void>;
  resume: () => Promise<void>;
  close: () => Promise<void>;
};

/**
 * Stands between a test and the real engine and breaks what it is told to. Nothing of the engine is imitated:
 * what a fault does not touch goes through as it is.
 */
export async function startFaultProxy(target = '/var/lib/incus/unix.socket'): Promise<FaultProxy> {
  const folder = await mkdtemp(join(tmpdir(), 'berth-fault-'));
  const socketPath = join(folder, 'engine.socket');
  const rules = new FaultRules();
  const requests: ProxiedRequest[] = [];
  const connections = new Set<Socket>();
  const server = createProxy({ target, rules, requests }, connections);
  const cutAll = () => {
    for (const socket of connections) socket.destroy();
  };
  const listen = () => new Promise<void>((resolve) => server.listen(socketPath, resolve));
  const suspend = () => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    cutAll();
    return closed;
  };
  await listen();
  return {
    url: `unix://${socketPath}`,
    requests,
    place: (rule) => rules.place(rule),
    heal: () => rules.clear(),
    cutAll,
    suspend,
    resume: listen,
    close: async () => {
      if (server.listening) await suspend();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function createProxy(context: ProxyContext, connections: Set<Socket>): Server {
  const server = createServer({ keepAliveTimeout: 60_000 }, (incoming, answer) => {
    void passRequest(context, incoming, answer);
  });
  server.on('upgrade', (incoming: IncomingMessage, client: Socket, head: Buffer) => {
    void passUpgrade(context, incoming, client, head);
  });
  server.on('connection', (socket) => {
    connections.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => connections.delete(socket));
  });
  return server;
}
