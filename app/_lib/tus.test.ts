import { createHash, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { Upload } from 'tus-js-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DELETE, GET, HEAD, PATCH } from '#app/api/uploads/[id]/route.ts';
import { POST } from '#app/api/uploads/route.ts';
import { hashToken, newToken } from '#server/auth/session-token.ts';
import { installation } from '#server/installation.ts';
import { makeTenant } from '#server/testing/make-tenant.ts';
import { makeUser } from '#server/testing/make-user.ts';
import { createTestDatabase, type TestDatabase } from '#server/testing/test-database.ts';
import { removeUploadFile } from '#server/uploads/upload-files.ts';

const mib = 1024 ** 2;
let database: TestDatabase;
let server: Server;
let origin: string;
let endpoint: string;
let headers: Record<string, string>;
const made: string[] = [];

// A real client of the protocol against our handlers, over real connections.
beforeAll(async () => {
  database = await createTestDatabase();
  process.env.DATABASE_URL = database.url;
  const { db } = installation();
  const planSet = await db.planSet.create({ data: { name: 'all', maxUploadBytes: 32 * mib } });
  const tenant = await makeTenant(db, { planSetId: planSet.id });
  const user = await makeUser(db, { password: null });
  await db.member.create({ data: { tenantId: tenant.id, userId: user.id, role: 'developer' } });
  const token = newToken('berth_');
  const data = { tenantId: tenant.id, userId: user.id, name: 'uploads', prefix: 'berth_x' };
  await db.apiToken.create({ data: { ...data, tokenHash: hashToken(token) } });
  headers = { authorization: `Bearer ${token}` };
  server = createServer((request, response) => void pass(request, response)).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  endpoint = `${origin}/api/uploads?tenant=${tenant.slug}`;
});
afterAll(async () => {
  server?.close();
  for (const id of made) await removeUploadFile(id);
  const { db, engine, changes } = installation();
  await changes.close();
  await engine.close();
  await db.$disconnect();
  await database?.drop();
});

async function pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const method = incoming.method ?? 'GET';
  const hasBody = method === 'PATCH' || method === 'POST';
  const request = new Request(origin + incoming.url, {
    ...{ method, headers: incoming.headers as Record<string, string> },
    ...(hasBody && { body: Readable.toWeb(incoming) as ReadableStream, duplex: 'half' }),
  });
  const id = /uploads\/([^/?]+)/.exec(incoming.url ?? '')?.[1];
  const handler = { GET, HEAD, PATCH, DELETE }[method as 'GET'];
  const answer = id ? await handler(request, { params: Promise.resolve({ id }) }) : await POST(request);
  outgoing.writeHead(answer.status, Object.fromEntries(answer.headers));
  outgoing.end(Buffer.from(await answer.arrayBuffer()));
}

function upload(content: Buffer, more: Partial<ConstructorParameters<typeof Upload>[1]> = {}) {
  const ends: { resolve(): void; reject(error: Error): void } = { resolve() {}, reject() {} };
  const end = new Promise<void>((resolve, reject) => Object.assign(ends, { resolve, reject }));
  const metadata = { filename: 'диск.img', purpose: 'image' };
  const one = new Upload(content, {
    ...{ endpoint, headers, metadata, chunkSize: mib, retryDelays: [0, 50] },
    ...{ onSuccess: () => ends.resolve(), onError: (error) => ends.reject(error), ...more },
  });
  return { one, end };
}
async function viewOf(url: string | null) {
  made.push(url?.split('/').at(-1) ?? '');
  for (let tries = 0; tries < 100; tries++) {
    const view = (await (await fetch(url ?? '', { headers })).json()) as {
      state: string;
      sha256: string;
      name: string;
    };
    if (view.state === 'ready') return view;
    await delay(30);
  }
  throw new Error('it was not checked');
}

test('a file in many parts arrives as it was, under its name', async () => {
  const content = randomBytes(5 * mib + 17);
  const { one, end } = upload(content);
  one.start();
  await end;
  const sha256 = createHash('sha256').update(content).digest('hex');
  expect(await viewOf(one.url)).toMatchObject({ sha256, name: 'диск.img', sizeBytes: content.length });
});

test('paused in the middle, it goes on in another client where it was', async () => {
  const content = randomBytes(6 * mib);
  const half = new Promise<string>((resolve) => {
    const first = upload(content, {
      onChunkComplete: (_size, sent) => {
        if (sent < 2 * mib) return;
        void first.one.abort();
        resolve(first.one.url ?? '');
      },
    });
    first.one.start();
  });
  const url = await half;
  let least = content.length;
  const { one, end } = upload(content, {
    uploadUrl: url,
    onProgress: (sent) => {
      least = Math.min(least, sent);
    },
  });
  one.start();
  await end;
  expect(least).toBeGreaterThanOrEqual(2 * mib);
  expect(await viewOf(url)).toMatchObject({ sha256: createHash('sha256').update(content).digest('hex') });
});

test('without a right, a header or a known id nothing is told', async () => {
  const ask = (url: string, init: RequestInit) => fetch(url, init).then(({ status }) => status);
  const tus = { ...headers, 'tus-resumable': '1.0.0' };
  expect(await ask(`${origin}/api/uploads?tenant=nobody`, { method: 'POST', headers: tus })).toBe(404);
  expect(await ask(endpoint, { method: 'POST', headers })).toBe(412);
  expect(await ask(endpoint, { method: 'POST', headers: tus })).toBe(422);
  expect(await ask(endpoint, { method: 'POST', headers: { authorization: 'Bearer x' } })).toBe(401);
  expect(await ask(`${origin}/api/uploads/${crypto.randomUUID()}`, { method: 'HEAD', headers: tus })).toBe(
    404,
  );
  expect(await ask(`${origin}/api/uploads/..%2f..%2fetc`, { method: 'GET', headers: tus })).toBe(404);
});
