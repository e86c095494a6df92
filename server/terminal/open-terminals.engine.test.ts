import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { revokeSession } from '#server/auth/revoke-session.ts';
import { env } from '#server/env.ts';
import { type ChangeListener, listenChanges } from '#server/events/listen-changes.ts';
import { notifyChange } from '#server/events/notify-change.ts';
import { openTerminal } from '#server/incus/open-terminal.ts';
import { asUser } from '#server/testing/as-user.ts';
import { makeEngineInstance } from '#server/testing/make-engine-instance.ts';
import { makeEngineTenant } from '#server/testing/make-engine-tenant.ts';
import { makeUser } from '#server/testing/make-user.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { mostTerminals } from './has-room.ts';
import { openTerminals } from './open-terminals.ts';
import { closeCodes, maxMessageBytes } from './schema.ts';
import { TerminalSession } from './terminal-session.ts';
import type { Terminals } from './to-terminals.ts';

let place: TestCtx;
let tenant: Awaited<ReturnType<typeof makeEngineTenant>>;
let instance: { id: string; name: string };
let changes: ChangeListener;
let terminals: Terminals;
let server: Server;
let origin: string;

beforeAll(async () => {
  place = await openTestCtx();
  const { ctx, url } = place;
  tenant = await makeEngineTenant(ctx);
  instance = await makeEngineInstance(ctx, tenant);
  changes = listenChanges(url, ctx.log);
  terminals = openTerminals({ db: ctx.db, engine: ctx.engine, log: ctx.log, changes });
  server = createServer().on('upgrade', terminals.upgrade).listen(0, '127.0.0.1');
  await once(server, 'listening');
  origin = new URL(env().BERTH_URL).origin;
});
afterAll(async () => {
  terminals?.close();
  server?.close();
  await changes?.close();
  await tenant?.remove();
  await place?.close();
});

/** Somebody with a role in the tenant, or with none, and a session. */
async function visitor(role: string | null) {
  const { ctx } = place;
  const user = await makeUser(ctx.db);
  if (role) await ctx.db.member.create({ data: { tenantId: tenant.id, userId: user.id, role } });
  return asUser(ctx, user.id);
}
function connect(token: string | null, query = '', from = origin): WebSocket {
  const { port } = server.address() as AddressInfo;
  const headers = token === null ? {} : { cookie: `berth-session=${token}` };
  return new WebSocket(`ws://127.0.0.1:${port}/ws/terminal/${instance.id}${query}`, {
    headers,
    origin: from,
  });
}
async function refusalStatus(socket: WebSocket): Promise<number | undefined> {
  socket.on('error', () => undefined);
  const [, response] = await once(socket, 'unexpected-response');
  return response.statusCode;
}
/** Collects what a terminal shows and says. */
function watch(socket: WebSocket) {
  const seen = {
    text: '',
    messages: [] as { type: string; terminalId?: string; isResumed?: boolean }[],
    bytes: 0,
  };
  socket.on('message', (data: Buffer, isBinary) => {
    if (!isBinary) return seen.messages.push(JSON.parse(data.toString()));
    seen.text += data.toString();
    seen.bytes += data.length;
  });
  return seen;
}
const type = (socket: WebSocket, text: string) => socket.send(Buffer.from(text));

describe('who may not', () => {
  test('another site is refused', async () => {
    const { token } = await visitor('owner');
    expect(await refusalStatus(connect(token, '', 'https://evil.example'))).toBe(403);
  });
  test('a visitor is refused', async () => {
    expect(await refusalStatus(connect(null))).toBe(401);
    expect(await refusalStatus(connect('made-up'))).toBe(401);
  });
  test('to somebody of another tenant it is not there', async () => {
    expect(await refusalStatus(connect((await visitor(null)).token))).toBe(404);
  });
  test('a reader may not', async () => {
    expect(await refusalStatus(connect((await visitor('reader')).token))).toBe(403);
  });
  test('nobody may from the moment that the account is suspended', async () => {
    const { tenant: rows } = place.ctx.db;
    await rows.update({ where: { id: tenant.id }, data: { state: 'suspended' } });
    try {
      expect(await refusalStatus(connect((await visitor('owner')).token))).toBe(423);
    } finally {
      await rows.update({ where: { id: tenant.id }, data: { state: 'active' } });
    }
  });
});

test('a shell of root with the size of the window, which follows the window', async () => {
  const socket = connect((await visitor('developer')).token, '?columns=100&rows=30');
  const seen = watch(socket);
  await once(socket, 'open');
  type(socket, 'stty size; id -un\n');
  await expect.poll(() => seen.text, { timeout: 10_000 }).toMatch(/30 100\s+root/);
  socket.send(JSON.stringify({ type: 'resize', columns: 120, rows: 40 }));
  type(socket, 'sleep 0.2; stty size\n');
  await expect.poll(() => seen.text).toMatch(/40 120/);
  type(socket, 'exit 7\n');
  const [code] = await once(socket, 'close');
  expect(code).toBe(closeCodes.ended);
  expect(seen.messages.at(-1)).toMatchObject({ type: 'exit', code: 7 });
});

test('the text console shows what the guest itself writes there', async () => {
  const socket = connect((await visitor('developer')).token, '?on=console');
  const seen = watch(socket);
  await once(socket, 'open');
  await expect.poll(() => seen.messages[0]?.type).toBe('ready');
  const shell = connect((await visitor('developer')).token, '?on=exec');
  await once(shell, 'open');
  type(shell, 'echo from-the-$((40 + 2))-guest > /dev/console\n');
  await expect.poll(() => seen.text, { timeout: 10_000 }).toContain('from-the-42-guest');
  for (const open of [socket, shell]) open.close();
});

test('after a network drop the same shell goes on, with what was missed', async () => {
  const { token } = await visitor('owner');
  const first = connect(token);
  const before = watch(first);
  await once(first, 'open');
  type(first, 'MARK=kept; echo ready-$MARK; (sleep 1; echo while-away) &\n');
  await expect.poll(() => before.text).toContain('ready-kept');
  first.terminate();
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const terminalId = before.messages[0]?.terminalId;
  const second = connect(token, `?terminalId=${terminalId}&position=${before.bytes}`);
  const after = watch(second);
  await once(second, 'open');
  await expect.poll(() => after.text).toContain('while-away');
  expect(after.messages[0]).toMatchObject({ type: 'ready', terminalId, isResumed: true });
  expect(after.text).not.toContain('ready-kept');
  type(second, 'echo again-$MARK\n');
  await expect.poll(() => after.text).toContain('again-kept');
  second.close();
});

test('nobody else can take a shell over by its name', async () => {
  const mine = connect((await visitor('owner')).token);
  const seen = watch(mine);
  await once(mine, 'open');
  await expect.poll(() => seen.messages[0]?.terminalId).toBeTruthy();
  const other = connect((await visitor('owner')).token, `?terminalId=${seen.messages[0]?.terminalId}`);
  const theirs = watch(other);
  await expect.poll(() => theirs.messages[0]?.isResumed).toBe(false);
  expect(theirs.messages[0]?.terminalId).not.toBe(seen.messages[0]?.terminalId);
  mine.close();
  other.close();
});

test('a message that is too large closes its own terminal and nothing else', async () => {
  const { token } = await visitor('owner');
  const [large, other] = [connect(token), connect(token)];
  const seen = watch(other);
  await Promise.all([once(large, 'open'), once(other, 'open')]);
  large.send(Buffer.alloc(maxMessageBytes + 1, 'x'));
  expect((await once(large, 'close'))[0]).toBe(closeCodes.tooLarge);
  type(other, 'echo still-$((40 + 2))\n');
  await expect.poll(() => seen.text).toContain('still-42');
  other.close();
});

test('a program that reads nothing holds the page back, and gets all of it in the end', async () => {
  const socket = connect((await visitor('owner')).token);
  const seen = watch(socket);
  await once(socket, 'open');
  type(socket, 'stty raw -echo; echo deaf; sleep 4; head -c 32000000 | wc -c; echo end\n');
  await expect.poll(() => seen.text).toMatch(/deaf\r?\n/);
  for (let sent = 0; sent < 32_000_000; sent += 160_000) socket.send(Buffer.alloc(160_000, 'x'));
  await new Promise((resolve) => setTimeout(resolve, 2000));
  expect(socket.bufferedAmount).toBeGreaterThan(12_000_000);
  await expect.poll(() => seen.text, { timeout: 60_000 }).toMatch(/32000000\s+end/);
  socket.close();
});

test('a session has no more terminals than its share, and those that nobody shows make room', async () => {
  const { token } = await visitor('owner');
  const sockets = Array.from({ length: mostTerminals.session }, () => connect(token));
  const all = sockets.map(watch);
  await expect.poll(() => all.every(({ messages }) => messages[0]?.type === 'ready')).toBe(true);
  const refused = connect(token);
  expect((await once(refused, 'close'))[0]).toBe(closeCodes.tooMany);
  sockets[0]?.terminate();
  await new Promise((resolve) => setTimeout(resolve, 300));
  const next = connect(token);
  const seen = watch(next);
  await expect.poll(() => seen.messages[0]?.type).toBe('ready');
  for (const socket of [...sockets, next]) socket.close();
});

test('a page that went while its shell was opened leaves none behind', async () => {
  const { engine } = place.ctx;
  const command = ['sleep', '86420'];
  const target = { project: tenant.project, name: instance.name, command, columns: 80, rows: 24 };
  const terminal = await openTerminal(engine, target);
  const socket = connect((await visitor('owner')).token);
  await once(socket, 'open');
  socket.terminate();
  await once(socket, 'close');
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    const onEnd = vi.fn();
    const owner = { sessionId: 'somebody', instanceId: instance.id, tenantId: tenant.id };
    new TerminalSession(owner, terminal, onEnd).attach(socket, 0, false);
    vi.advanceTimersByTime(61_000);
    expect(onEnd).toHaveBeenCalledOnce();
  } finally {
    vi.useRealTimers();
    terminal.close();
  }
});

test('it closes at once when the session is revoked', async () => {
  const session = await visitor('owner');
  const socket = connect(session.token);
  await once(socket, 'open');
  const closed = once(socket, 'close');
  if (session.actor.kind !== 'user') throw new Error('not a person');
  await revokeSession(session, { id: session.actor.sessionId });
  expect((await closed)[0]).toBe(closeCodes.signedOut);
});

test('it closes at once when the instance no longer runs', async () => {
  const socket = connect((await visitor('owner')).token);
  await once(socket, 'open');
  const closed = once(socket, 'close');
  const { db } = place.ctx;
  await db.$transaction(async (tx) => {
    await tx.instance.update({ where: { id: instance.id }, data: { state: 'stopped' } });
    await notifyChange(tx, { topic: 'instance', id: instance.id, tenantId: tenant.id });
  });
  expect((await closed)[0]).toBe(closeCodes.gone);
});
