import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { revokeSession } from '#server/auth/revoke-session.ts';
import { env } from '#server/env.ts';
import { type ChangeListener, listenChanges } from '#server/events/listen-changes.ts';
import { connectEngine } from '#server/incus/connect-engine.ts';
import type { Engine } from '#server/incus/engine.ts';
import { closeCodes } from '#server/terminal/schema.ts';
import type { Terminals } from '#server/terminal/to-terminals.ts';
import { asUser } from '#server/testing/as-user.ts';
import { makeInstance } from '#server/testing/make-instance.ts';
import { makeTenant } from '#server/testing/make-tenant.ts';
import { makeUser } from '#server/testing/make-user.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { type ConsoleApi, startConsoleApi } from '#server/testing/start-console-api.ts';
import { type SpiceGuest, startSpiceGuest, whyNoSpice } from '#server/testing/start-spice-guest.ts';
import { openScreens } from './open-screens.ts';

const missing = whyNoSpice();

describe.skipIf(missing)(`the screen of a VM${missing ? ` (skipped: ${missing})` : ''}`, () => {
  let place: TestCtx;
  let guest: SpiceGuest;
  let api: ConsoleApi;
  let engine: Engine;
  let tenantId: string;
  let instanceId: string;
  let changes: ChangeListener;
  let screens: Terminals;
  let server: Server;
  const origin = new URL(env().BERTH_URL).origin;

  beforeAll(async () => {
    place = await openTestCtx();
    const { ctx, url } = place;
    guest = await startSpiceGuest();
    api = await startConsoleApi(join(guest.socketPath, '../api.sock'), guest.socketPath);
    engine = connectEngine({ url: api.url });
    tenantId = (await makeTenant(ctx.db)).id;
    instanceId = (await makeInstance(ctx.db, { tenantId, kind: 'vm', state: 'running' })).id;
    changes = listenChanges(url, ctx.log);
    screens = openScreens({ db: ctx.db, engine, log: ctx.log, changes });
    server = createServer().on('upgrade', screens.upgrade).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterAll(async () => {
    screens?.close();
    server?.close();
    await changes?.close();
    await engine?.close();
    api?.close();
    await guest?.close();
    await place?.close();
  });

  async function visitor(role: string | null) {
    const { ctx } = place;
    const user = await makeUser(ctx.db);
    if (role) await ctx.db.member.create({ data: { tenantId, userId: user.id, role } });
    return asUser(ctx, user.id);
  }
  function connect(token: string | null, screenId: string = randomUUID(), from = origin): WebSocket {
    const { port } = server.address() as AddressInfo;
    const headers = token === null ? {} : { cookie: `berth-session=${token}` };
    const url = `ws://127.0.0.1:${port}/ws/screen/${instanceId}?screenId=${screenId}`;
    return new WebSocket(url, 'binary', { headers, origin: from });
  }
  async function refusalStatus(socket: WebSocket): Promise<number | undefined> {
    socket.on('error', () => undefined);
    const [, response] = await once(socket, 'unexpected-response');
    return response.statusCode;
  }
  /** What a SPICE client says first, and the first four bytes that a SPICE server answers. */
  async function greet(socket: WebSocket): Promise<string> {
    await once(socket, 'open');
    socket.send(linkMessage());
    const [answer] = await once(socket, 'message');
    return (answer as Buffer).subarray(0, 4).toString();
  }

  test('who may not see it', async () => {
    const { token } = await visitor('owner');
    expect(await refusalStatus(connect(token, randomUUID(), 'https://evil.example'))).toBe(403);
    expect(await refusalStatus(connect(null))).toBe(401);
    expect(await refusalStatus(connect((await visitor(null)).token))).toBe(404);
    expect(await refusalStatus(connect((await visitor('reader')).token))).toBe(403);
    expect(await refusalStatus(connect(token, 'no-id'))).toBe(422);
    expect(api.asked).toEqual([]);
  });

  test('a VM that does not run has none, nor has one of a suspended account', async () => {
    const { token } = await visitor('owner');
    const { db } = place.ctx;
    await db.instance.update({ where: { id: instanceId }, data: { state: 'stopped' } });
    expect(await refusalStatus(connect(token))).toBe(409);
    await db.instance.update({ where: { id: instanceId }, data: { state: 'running' } });
    await db.tenant.update({ where: { id: tenantId }, data: { state: 'suspended' } });
    expect(await refusalStatus(connect(token))).toBe(423);
    await db.tenant.update({ where: { id: tenantId }, data: { state: 'active' } });
  });

  test('a kind without a screen has none', async () => {
    const { db } = place.ctx;
    await db.instance.update({ where: { id: instanceId }, data: { kind: 'light-vm' } });
    expect(await refusalStatus(connect((await visitor('owner')).token))).toBe(404);
    await db.instance.update({ where: { id: instanceId }, data: { kind: 'vm' } });
  });

  test('each channel is a connection of its own to the SPICE server, under one console of the engine', async () => {
    const { token } = await visitor('developer');
    const [screenId, before] = [randomUUID(), api.asked.length];
    const main = connect(token, screenId);
    expect(await greet(main)).toBe('REDQ');
    const display = connect(token, screenId);
    expect(await greet(display)).toBe('REDQ');
    expect(api.asked.slice(before)).toEqual([{ type: 'vga', width: 0, height: 0, force: true }]);
    expect(api.channels()).toBe(2);
    display.close();
    await expect.poll(api.channels).toBe(1);
    main.close();
    await expect.poll(api.channels).toBe(0);
  });

  test('whoever opens it takes it; a name that was seen is worth nothing to others', async () => {
    const screenId = randomUUID();
    const first = connect((await visitor('owner')).token, screenId);
    await greet(first);
    const closed = once(first, 'close');
    const second = connect((await visitor('owner')).token, screenId);
    expect(await greet(second)).toBe('REDQ');
    expect((await closed)[0]).toBe(closeCodes.taken);
    second.close();
  });

  test('it closes when the VM ends, and at once when the session is revoked', async () => {
    const session = await visitor('owner');
    const one = connect(session.token);
    await greet(one);
    const ended = once(one, 'close');
    api.endAll();
    expect((await ended)[0]).toBe(closeCodes.ended);
    const other = connect(session.token);
    await greet(other);
    const closed = once(other, 'close');
    if (session.actor.kind !== 'user') throw new Error('not a person');
    await revokeSession(session, { id: session.actor.sessionId });
    expect((await closed)[0]).toBe(closeCodes.signedOut);
    await expect.poll(api.channels).toBe(0);
  });

  test('words instead of bytes end it', async () => {
    const socket = connect((await visitor('owner')).token);
    await greet(socket);
    socket.send('hello');
    expect((await once(socket, 'close'))[0]).toBe(1003);
    await expect.poll(api.channels).toBe(0);
  });
});

/** SpiceLinkHeader and SpiceLinkMess of the main channel, without capabilities (spice-protocol, protocol.h). */
function linkMessage(): Buffer {
  const bytes = Buffer.alloc(16 + 18);
  bytes.write('REDQ', 0);
  bytes.writeUInt32LE(2, 4);
  bytes.writeUInt32LE(2, 8);
  bytes.writeUInt32LE(18, 12);
  bytes.writeUInt32LE(0, 16);
  bytes.writeUInt8(1, 20);
  bytes.writeUInt8(0, 21);
  bytes.writeUInt32LE(0, 22);
  bytes.writeUInt32LE(0, 26);
  bytes.writeUInt32LE(18, 30);
  return bytes;
}
