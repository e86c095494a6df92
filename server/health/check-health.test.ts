import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '#server/db.ts';
import { connectEngine } from '#server/incus/connect-engine.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { answerHealth, answerLive, answerReady } from './answer-health.ts';
import { checkHealth } from './check-health.ts';
import { expectMigrations } from './check-migrations.ts';
import { loopBegan, loopEnded, passEnded } from './loop-passes.ts';

let opened: TestCtx;
const deadEngine = connectEngine({ url: 'unix:///nowhere/engine.socket' });
const names = ['20260101000000_begin', '20260102000000_more'];

beforeAll(async () => {
  opened = await openTestCtx();
});
afterAll(async () => {
  await deadEngine.close();
  await opened?.close();
});

/** As `prisma migrate deploy` keeps the record of what it has applied. */
async function recordMigrations(applied: readonly string[]) {
  const { db } = opened.ctx;
  await db.$executeRaw`CREATE TABLE IF NOT EXISTS _prisma_migrations
    (migration_name text, finished_at timestamptz, rolled_back_at timestamptz)`;
  await db.$executeRaw`TRUNCATE _prisma_migrations`;
  for (const name of applied)
    await db.$executeRaw`INSERT INTO _prisma_migrations VALUES (${name}, now(), NULL)`;
}
/** A busy machine is no reason for a test to fail. */
const patience = { patienceMs: 15_000 };

async function checks(now = new Date()) {
  return (await checkHealth(opened.ctx, { now, ...patience })).checks;
}

test('a new version before its migrations is not ready', async () => {
  expectMigrations(names);
  expect((await checks()).migrations).toEqual({
    isUp: false,
    why: expect.stringMatching(/^2 of 2 migrations/),
  });
  await recordMigrations(names.slice(0, 1));
  expect((await checks()).migrations.why).toMatch(/^1 of 2 migrations/);
  await recordMigrations(names);
  expect((await checks()).migrations).toEqual({ isUp: true });
});

test('needs a worker that was heard of and is not about to end', async () => {
  const { db } = opened.ctx;
  expect((await checks()).worker).toMatchObject({ isUp: false, why: expect.stringContaining('no worker') });
  await db.worker.create({ data: { id: 'w', host: 'here', version: '1', isStopping: true } });
  expect((await checks()).worker).toMatchObject({
    isUp: false,
    why: expect.stringContaining('about to end'),
  });
  await db.worker.update({ where: { id: 'w' }, data: { isStopping: false } });
  expect((await checks()).worker).toEqual({ isUp: true });
  const later = new Date(Date.now() + 25_000);
  expect((await checks(later)).worker.isUp).toBe(false);
});

test('says which loop has not come to a good end for long', async () => {
  loopBegan('nodes', 30);
  expect((await checks()).loops).toEqual({ isUp: true });
  passEnded('nodes', false);
  const late = new Date(Date.now() + 300_000);
  expect((await checks(late)).loops.why).toMatch(/nodes \(300 s\)/);
  passEnded('nodes', true);
  expect((await checks()).loops).toEqual({ isUp: true });
  loopEnded('nodes');
});

test('without the engine it is live, not ready, and says why in words', async () => {
  const { db } = opened.ctx;
  await recordMigrations(names);
  const alive = { host: 'here', version: '1', isStopping: false, seenAt: new Date() };
  await db.worker.upsert({ where: { id: 'w' }, create: { id: 'w', ...alive }, update: alive });
  const answer = answerReady(await checkHealth({ db, engine: deadEngine }, patience));
  expect(answer.status).toBe(503);
  expect(await answer.json()).toEqual({ isReady: false, whyNot: ['engine: the engine does not answer'] });
  expect(answerLive().status).toBe(200);
});

test('without the database it says so of everything that needs it, and nothing of where it is', async () => {
  const db = openDatabase('postgresql://harbour:secret@127.0.0.1:1/none');
  const answer = answerHealth(await checkHealth({ db, engine: deadEngine }, patience));
  expect(answer.status).toBe(503);
  const text = await answer.text();
  expect(JSON.parse(text)).toMatchObject({
    isReady: false,
    checks: { database: { isUp: false }, migrations: { isUp: false }, worker: { isUp: false } },
  });
  expect(text).not.toMatch(/127|harbour|secret|nowhere/);
});

test('what is silent for too long is not well', async () => {
  const { db, engine } = opened.ctx;
  const { checks: all } = await checkHealth({ db, engine }, { patienceMs: 0 });
  expect(all.database).toEqual({ isUp: false, why: 'the database does not answer' });
});
