import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashToken, newToken } from '#server/auth/session-token.ts';
import type { Ctx } from '#server/context.ts';
import { installation } from '#server/installation.ts';
import { makeEngineInstance } from '#server/testing/make-engine-instance.ts';
import { makeEngineTenant } from '#server/testing/make-engine-tenant.ts';
import { makeTenant } from '#server/testing/make-tenant.ts';
import { makeUser } from '#server/testing/make-user.ts';
import { createTestDatabase, type TestDatabase } from '#server/testing/test-database.ts';
import { GET, PUT } from './route.ts';

let database: TestDatabase;
let tenant: Awaited<ReturnType<typeof makeEngineTenant>>;
let instanceId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  process.env.DATABASE_URL = database.url;
  const { db, engine, log } = installation();
  const actor = { kind: 'system', name: 'test' } as const;
  const ctx: Ctx = { actor, db, engine, log, now: () => new Date(), requestId: 'test' };
  tenant = await makeEngineTenant(ctx);
  instanceId = (await makeEngineInstance(ctx, tenant)).id;
});
afterAll(async () => {
  const { db, engine, changes } = installation();
  await tenant?.remove();
  await changes.close();
  await engine.close();
  await db.$disconnect();
  await database?.drop();
});

async function makeToken(tenantId: string, access: 'read' | 'write' = 'write'): Promise<string> {
  const { db } = installation();
  const user = await makeUser(db, { password: null });
  await db.member.create({ data: { tenantId, userId: user.id, role: 'developer' } });
  const token = newToken('berth_');
  const data = { tenantId, userId: user.id, name: 'files', prefix: 'berth_x', access };
  await db.apiToken.create({ data: { ...data, tokenHash: hashToken(token) } });
  return token;
}
function call(handler: typeof GET, token: string, { query = '', body }: { query?: string; body?: Buffer }) {
  const url = `http://localhost/api/instances/${instanceId}/files?path=/root/sent.bin${query}`;
  const request = new Request(url, {
    headers: { authorization: `Bearer ${token}` },
    ...(body && { method: 'PUT', body: new Uint8Array(body) }),
  });
  return handler(request, { params: Promise.resolve({ id: instanceId }) });
}

test('a token sends a file into an instance and fetches it again', async () => {
  const token = await makeToken(tenant.id);
  const [first, second] = [randomBytes(3_000_000), randomBytes(1000)];
  expect((await call(PUT, token, { body: first })).status).toBe(200);
  const fetched = await call(GET, token, {});
  expect(fetched.headers.get('content-disposition')).toContain('sent.bin');
  expect(Buffer.from(await fetched.arrayBuffer()).equals(first)).toBe(true);

  const refused = await call(PUT, token, { body: second });
  expect(refused.status).toBe(409);
  expect(await refused.json()).toMatchObject({
    error: { reason: 'path-taken', requestId: expect.any(String) },
  });
  expect((await call(PUT, token, { body: second, query: '&overwrites=yes' })).status).toBe(200);
  expect(Buffer.from(await (await call(GET, token, {})).arrayBuffer()).equals(second)).toBe(true);
});

test('one that may not is told so in the words of the API', async () => {
  const other = await makeTenant(installation().db);
  const [stranger, reader] = [await makeToken(other.id), await makeToken(tenant.id, 'read')];
  const body = Buffer.from('x');
  for (const [token, status] of [
    [stranger, 404],
    [reader, 403],
    ['made-up', 401],
  ] as const) {
    expect((await call(GET, token, {})).status).toBe(status);
    expect((await call(PUT, token, { body })).status).toBe(status);
  }
});
