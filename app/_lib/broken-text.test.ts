import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { hashToken, newToken } from '#server/auth/session-token.ts';
import { installation } from '#server/installation.ts';
import { refuseBrokenText } from '#server/refuse-broken-text.ts';
import { makeUser } from '#server/testing/make-user.ts';
import { createTestDatabase, type TestDatabase } from '#server/testing/test-database.ts';
import { listApiCalls } from './list-api-calls.ts';
import type { ApiCall } from './openapi.ts';

const broken = ['a\u0000b', 'a\ud800b'];
let database: TestDatabase;
let calls: ApiCall[];
let token: string;

beforeAll(async () => {
  database = await createTestDatabase();
  // The calls open the installation by themselves, as in the running panel.
  process.env.DATABASE_URL = database.url;
  calls = await listApiCalls(join(import.meta.dirname, '../..'));
  const { db } = installation();
  const { id: userId } = await makeUser(db, { password: null, isOperator: true });
  token = newToken('berth_');
  const data = { userId, name: 'walk', access: 'write', prefix: 'berth_x', tokenHash: hashToken(token) };
  await db.apiToken.create({ data });
});
afterAll(async () => {
  const { db, engine, changes } = installation();
  await changes.close();
  await engine.close();
  await db.$disconnect();
  await database.drop();
});

/** The names of the fields of a schema, whatever they hold. */
function fieldsOf(schema: z.ZodType | undefined): string[] {
  if (!schema) return [];
  const { properties = {} } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return Object.keys(properties);
}

async function send({ method, path, handler }: ApiCall, query: string, body?: object) {
  const params = Object.fromEntries(
    [...path.matchAll(/\{(\w+)\}/g)].map((match) => [match[1] ?? '', randomUUID()]),
  );
  const request = new Request(`http://localhost${path}${query}`, {
    method,
    headers: { authorization: `Bearer ${token}` },
    ...(body && { body: JSON.stringify(body) }),
  });
  const answer = await handler(request, { params: Promise.resolve(params) });
  return { status: answer.status, reason: (await answer.json()).error?.reason };
}

test('no field of any call takes a text that the database cannot keep', async () => {
  const wrong: unknown[] = [];
  let tried = 0;
  for (const call of calls) {
    for (const field of fieldsOf(call.handler.spec.query)) {
      tried += 1;
      const answer = await send(call, `?${field}=${encodeURIComponent('a\u0000b')}`);
      if (answer.reason !== 'text-broken') wrong.push([call.method, call.path, field, answer]);
    }
    for (const field of fieldsOf(call.handler.spec.body)) {
      for (const text of broken) {
        tried += 1;
        const answer = await send(call, '', { [field]: text });
        if (answer.reason !== 'text-broken') wrong.push([call.method, call.path, field, answer]);
      }
    }
  }
  expect(wrong).toEqual([]);
  expect(tried).toBeGreaterThan(100);
});

test('a path with one names nothing', async () => {
  const call = calls.find(({ method, path }) => method === 'GET' && path === '/api/v1/tenants/{id}');
  const request = new Request('http://localhost/api/v1/tenants/x', {
    headers: { authorization: `Bearer ${token}` },
  });
  const answer = await call?.handler(request, { params: Promise.resolve({ id: 'a\u0000b' }) });
  expect(answer?.status).toBe(404);
});

test('it is found however deep, and named', () => {
  const field = (input: unknown) => {
    try {
      refuseBrokenText(input);
    } catch (error) {
      return (error as { field?: string }).field;
    }
  };
  expect(field({ name: 'fine 🙂', keys: ['fine', 'a\u0000'] })).toBe('keys.1');
  expect(field({ reason: 'half \udc00' })).toBe('reason');
  expect(field({ name: 'fine 🙂', keys: ['fine'], size: 3, none: null })).toBeUndefined();
});
