import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { closeCodes, maxMessageBytes } from '#server/terminal/schema.ts';
import { type Connection, type ConnectionState, connectTerminal } from './connection.ts';

let server: WebSocketServer;
let connection: Connection | undefined;
let states: ConnectionState['kind'][];
let losses: number;

beforeEach(async () => {
  server = new WebSocketServer({ port: 0, host: '127.0.0.1', maxPayload: maxMessageBytes });
  await once(server, 'listening');
  vi.stubGlobal('WebSocket', WebSocket);
  vi.stubGlobal('location', { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
  states = [];
  losses = 0;
});
afterEach(() => {
  connection?.close();
  server.close();
  vi.unstubAllGlobals();
});

/** Connects as a page does; the server's side of it. */
async function connect(): Promise<WebSocket> {
  const arrived = once(server, 'connection');
  connection = connectTerminal('/ws/terminal/x', {
    size: () => ({ columns: 80, rows: 24 }),
    onOutput: () => undefined,
    onFresh: () => undefined,
    onState: ({ kind }) => states.push(kind),
    onLost: () => losses++,
  });
  const [socket] = (await arrived) as [WebSocket];
  socket.send(JSON.stringify({ type: 'ready', terminalId: 'x', position: 0, isResumed: false }));
  await expect.poll(() => states).toContain('connected');
  return socket;
}

test('a paste larger than a message may be arrives whole', async () => {
  const socket = await connect();
  const pieces: Buffer[] = [];
  socket.on('message', (data: Buffer) => pieces.push(data));
  const pasted = Buffer.from('0123456789'.repeat(100_000));
  connection?.send(pasted);
  await expect.poll(() => Buffer.concat(pieces).length).toBe(pasted.length);
  expect(Buffer.concat(pieces).equals(pasted)).toBe(true);
  expect(losses).toBe(0);
});

test('what is typed without a connection is told to be lost', async () => {
  const socket = await connect();
  socket.close(closeCodes.gone);
  await expect.poll(() => states).toContain('gone');
  connection?.send(Buffer.from('x'));
  expect(losses).toBe(1);
});

test.each([
  ['too-large', closeCodes.tooLarge],
  ['too-many', closeCodes.tooMany],
  ['inactive', closeCodes.inactive],
] as const)('%s is an end with a reason, not a lost network', async (kind, code) => {
  const socket = await connect();
  socket.close(code);
  await expect.poll(() => states.at(-1)).toBe(kind);
});
