import { randomBytes, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';

/**
 * What the documentation and the source of Incus say of the screens of VMs (rest-api.yaml, `POST
 * /1.0/instances/{name}/console`; cmd/incusd/instance_console.go, connectVGA and doVGA), in front of a real SPICE server:
 * where no engine can start a VM it shows that our side says what it should. It shows nothing of how an engine behaves
 * besides.
 */
export type ConsoleApi = {
  /** For `connectEngine`. */
  url: string;
  /** The bodies of the consoles that were asked for. */
  asked: unknown[];
  /** Connections to the SPICE server that are open. */
  channels(): number;
  /** As when the VM ends. */
  endAll(): void;
  close(): void;
};

type Session = { secrets: { control: string; '0': string }; control?: WebSocket; channels: Set<WebSocket> };

export async function startConsoleApi(listenPath: string, spicePath: string): Promise<ConsoleApi> {
  const sessions = new Map<string, Session>();
  const asked: unknown[] = [];
  const sockets = new WebSocketServer({ noServer: true });
  const end = (session: Session) => {
    for (const socket of [session.control, ...session.channels]) socket?.close();
  };
  const server = createServer((request, response) => void answer(request, response));
  server.on('upgrade', (request, socket, head) => {
    const url = new URL(request.url ?? '', 'http://incus');
    const session = sessions.get(/^\/1\.0\/operations\/([^/]+)\/websocket$/.exec(url.pathname)?.[1] ?? '');
    const secret = url.searchParams.get('secret');
    const isControl = secret === session?.secrets.control;
    if (!session || (!isControl && secret !== session.secrets['0'])) return socket.destroy();
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      if (!isControl) return mirror(session, webSocket);
      session.control = webSocket;
      webSocket.on('close', () => end(session));
    });
  });

  function mirror({ channels }: Session, webSocket: WebSocket): void {
    channels.add(webSocket);
    const console = connect(spicePath);
    console.on('data', (data) => webSocket.send(data));
    console.on('close', () => webSocket.close());
    console.on('error', () => webSocket.close());
    webSocket.on('message', (data: Buffer) => console.write(data));
    webSocket.on('close', () => {
      channels.delete(webSocket);
      console.destroy();
    });
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    const isConsole = /^\/1\.0\/instances\/[^/]+\/console\?/.test(request.url ?? '');
    if (request.method !== 'POST' || !isConsole)
      return reply(response, 404, { error: 'Not Found', error_code: 404 });
    const body = JSON.parse(text);
    asked.push(body);
    // One console for each instance: `force` takes it from whoever has it.
    for (const session of sessions.values()) end(session);
    const id = randomUUID();
    const secrets = { control: secretOf(), '0': secretOf() };
    sessions.set(id, { secrets, channels: new Set() });
    const operation = { id, class: 'websocket', description: 'Showing console', status_code: 103 };
    const metadata = { ...operation, created_at: new Date().toISOString(), metadata: { fds: secrets } };
    reply(response, 202, { type: 'async', operation: `/1.0/operations/${id}`, metadata });
  }

  await new Promise<void>((resolve) => {
    server.listen(listenPath, resolve);
  });
  return {
    url: `unix://${listenPath}`,
    asked,
    channels: () => [...sessions.values()].reduce((sum, { channels }) => sum + channels.size, 0),
    endAll: () => [...sessions.values()].forEach(end),
    close() {
      for (const session of sessions.values()) end(session);
      server.closeAllConnections();
      server.close();
    },
  };
}

function secretOf(): string {
  return randomBytes(32).toString('hex');
}

function reply(response: ServerResponse, status: number, body: object): void {
  const plain = { type: 'error', status: '', status_code: 0, metadata: null, ...body };
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(plain));
}
