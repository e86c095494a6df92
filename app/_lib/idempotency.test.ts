import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashToken, newToken } from '#server/auth/session-token.ts';
import { installation } from '#server/installation.ts';
import { makeImage } from '#server/testing/make-image.ts';
import { makeNetwork } from '#server/testing/make-network.ts';
import { makeTenant } from '#server/testing/make-tenant.ts';
import { makeUser } from '#server/testing/make-user.ts';
import { createTestDatabase, type TestDatabase } from '#server/testing/test-database.ts';
import { listApiCalls } from './list-api-calls.ts';
import type { ApiCall } from './openapi.ts';

const root = join(import.meta.dirname, '../..');
const gib = 1024 ** 3;

let database: TestDatabase;
let calls: ApiCall[];

beforeAll(async () => {
  database = await createTestDatabase();
  // The calls open the installation by themselves, as in the running panel.
  process.env.DATABASE_URL = database.url;
  calls = await listApiCalls(root);
});
afterAll(async () => {
  const { db, engine, changes } = installation();
  await changes.close();
  await engine.close();
  await db.$disconnect();
  await database.drop();
});

async function makeToken(tenantId: string | null): Promise<string> {
  const { db } = installation();
  const user = await makeUser(db, { password: null, isOperator: tenantId === null });
  if (tenantId) await db.member.create({ data: { tenantId, userId: user.id, role: 'owner' } });
  return tokenOf(user.id, tenantId, 'write');
}

async function tokenOf(userId: string, tenantId: string | null, access: 'read' | 'write'): Promise<string> {
  const token = newToken('berth_');
  const data = { tenantId, userId, name: 'billing', access, prefix: 'berth_x' };
  await installation().db.apiToken.create({ data: { ...data, tokenHash: hashToken(token) } });
  return token;
}

type Sent = { token: string; key?: string; body?: unknown; id?: string };

async function send(method: string, path: string, { token, key, body, id = randomUUID() }: Sent) {
  const call = calls.find((one) => one.method === method && one.path === path);
  if (!call) throw new Error(`there is no call ${method} ${path}`);
  const request = new Request(`http://localhost${path.replace('{id}', id)}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(key !== undefined && { 'idempotency-key': key }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const answer = await call.handler(request, { params: Promise.resolve({ id }) });
  const { status, headers } = answer;
  return { status, headers, isReplayed: headers.has('idempotency-replayed'), body: await answer.json() };
}

async function makePlace() {
  const { db } = installation();
  const tenant = await makeTenant(db);
  await makeNetwork(db, tenant.id);
  const image = await makeImage(db);
  const size = { vcpus: 1, memoryBytes: gib, diskBytes: 10 * gib };
  const body = { tenant: tenant.slug, name: 'web-1', imageId: image.id, wantsRootPassword: true, ...size };
  return { tenant, body, token: await makeToken(tenant.id) };
}

test('every writing call takes the header: in the document, and in fact', async () => {
  const token = await makeToken(null);
  const document = JSON.parse(await readFile(join(root, 'docs/openapi.json'), 'utf8'));
  const writing = calls.filter(({ method }) => method !== 'GET');
  expect(writing.length).toBeGreaterThan(15);
  for (const { method, path } of writing) {
    const parameters = document.paths[path][method.toLowerCase()].parameters ?? [];
    expect(parameters.map((one: { name: string }) => one.name)).toContain('Idempotency-Key');
    const answer = await send(method, path, { token, key: 'two words' });
    expect(answer.body.error, `${method} ${path}`).toMatchObject({ reason: 'idempotency-key-invalid' });
  }
});

test('a reading call pays no heed to it', async () => {
  const token = await makeToken(null);
  for (let time = 0; time < 2; time++) {
    const answer = await send('GET', '/api/v1/plans', { token, key: 'two words' });
    expect(answer).toMatchObject({ status: 200, isReplayed: false });
  }
});

test('twenty creates at once with one key make one instance, and one answer', async () => {
  const { tenant, body, token } = await makePlace();
  const key = randomUUID();
  const create = () => send('POST', '/api/v1/instances', { token, key, body });
  const answers = await Promise.all(Array.from({ length: 20 }, create));
  const [done, ...more] = answers.filter(({ status }) => status === 202);
  const refusals = answers.filter(({ status }) => status !== 202);
  expect(done?.body.rootPassword).toHaveLength(20);
  for (const { body: same } of more) expect(same).toEqual(done?.body);
  expect(answers.filter(({ status, isReplayed }) => status === 202 && !isReplayed)).toHaveLength(1);
  for (const { status, body: refusal, headers } of refusals) {
    expect(status).toBe(409);
    expect(refusal.error.reason).toBe('idempotency-in-progress');
    expect(headers.get('retry-after')).toBe('1');
  }
  expect(await create()).toMatchObject({ status: 202, isReplayed: true, body: done?.body });
  const { db } = installation();
  expect(await db.instance.count({ where: { tenantId: tenant.id } })).toBe(1);
  expect(await db.job.count({ where: { tenantId: tenant.id } })).toBe(1);
});

test('a key of another call is told of before what is wrong with this one, which keeps no key itself', async () => {
  const { body, token } = await makePlace();
  const [key, other] = [randomUUID(), randomUUID()];
  const wrong = { ...body, vcpus: 'many' };
  const create = (sent: unknown, under: string) =>
    send('POST', '/api/v1/instances', { token, key: under, body: sent });
  expect(await create(body, key)).toMatchObject({ status: 202 });
  expect((await create(wrong, key)).body.error).toMatchObject({ reason: 'idempotency-key-reused' });
  expect((await create(wrong, other)).body.error).toMatchObject({ reason: 'invalid-input' });
  expect((await create({ ...body, name: 'web-2' }, other)).status).toBe(202);
});

test('without a key two creates are two calls', async () => {
  const { body, token } = await makePlace();
  const first = await send('POST', '/api/v1/instances', { token, body });
  const second = await send('POST', '/api/v1/instances', { token, body });
  expect([first.status, second.status]).toEqual([202, 409]);
  expect(second.body.error.reason).toBe('instance-name-taken');
});

test('a refusal is given again as it was, also when it would not be one any more', async () => {
  const { tenant, body, token } = await makePlace();
  const { db } = installation();
  await db.tenant.update({ where: { id: tenant.id }, data: { quotaLightVms: 0 } });
  const key = randomUUID();
  const refused = await send('POST', '/api/v1/instances', { token, key, body });
  expect(refused).toMatchObject({ status: 409, isReplayed: false });
  await db.tenant.update({ where: { id: tenant.id }, data: { quotaLightVms: 1 } });
  const again = await send('POST', '/api/v1/instances', { token, key, body });
  expect(again).toMatchObject({ status: 409, isReplayed: true, body: refused.body });
  const anew = await send('POST', '/api/v1/instances', { token, key: randomUUID(), body });
  expect(anew.status).toBe(202);
});

test('what never passed its schema is not kept', async () => {
  const { body, token } = await makePlace();
  const key = randomUUID();
  const wrong = await send('POST', '/api/v1/instances', { token, key, body: { ...body, name: '-' } });
  expect(wrong.body.error).toMatchObject({ reason: 'invalid-input', fields: { name: expect.any(String) } });
  expect(await send('POST', '/api/v1/instances', { token, key, body })).toMatchObject({ status: 202 });
});

test("one tenant's key says nothing to another tenant", async () => {
  const [ours, theirs] = [await makePlace(), await makePlace()];
  const key = randomUUID();
  const first = await send('POST', '/api/v1/instances', { token: ours.token, key, body: ours.body });
  const second = await send('POST', '/api/v1/instances', { token: theirs.token, key, body: theirs.body });
  expect(second).toMatchObject({ status: 202, isReplayed: false });
  expect(second.body.rootPassword).not.toBe(first.body.rootPassword);
});

test("a person's reading token gets nothing of what the writing one was answered, and spoils no key", async () => {
  const { tenant, body, token } = await makePlace();
  const { userId } = await installation().db.member.findFirstOrThrow({ where: { tenantId: tenant.id } });
  const reading = await tokenOf(userId, tenant.id, 'read');
  const key = randomUUID();
  for (let time = 0; time < 2; time++) {
    const refused = await send('POST', '/api/v1/instances', { token: reading, key, body });
    expect(refused).toMatchObject({ status: 403, isReplayed: false });
    const written = await send('POST', '/api/v1/instances', { token, key, body });
    expect(written).toMatchObject({ status: 202, isReplayed: time === 1 });
  }
});
