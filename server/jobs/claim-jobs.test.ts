import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { makeTenant } from '#server/testing/make-tenant.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { claimJobs } from './claim-jobs.ts';
import { defineJob } from './define-job.ts';
import { enqueueJob } from './enqueue-job.ts';
import { releaseJob } from './release-job.ts';
import { renewClaims } from './renew-claims.ts';

const definition = defineJob({ kind: 'test', version: 1, params: z.object({}), steps: [] });
const known = ['test:1'];

let opened: TestCtx;
let flood: string;
let other: string;
let another: string;
let third: string;

beforeAll(async () => {
  opened = await openTestCtx();
  flood = (await makeTenant(opened.ctx.db)).id;
  other = (await makeTenant(opened.ctx.db)).id;
  another = (await makeTenant(opened.ctx.db)).id;
  third = (await makeTenant(opened.ctx.db)).id;
});
afterAll(() => opened.close());
beforeEach(async () => {
  await opened.ctx.db.job.deleteMany({});
});

function enqueue(tenantId: string, subject: string) {
  const input = { params: {}, subject, subjectKey: `test:${randomUUID()}`, tenantId };
  return opened.ctx.db.$transaction((tx) =>
    enqueueJob(tx, definition, { ...input, actorId: null, actorName: 'test' }),
  );
}
async function claim(workerId: string, limit: number, leaseSeconds = 60, except: string[] = []) {
  const jobs = await claimJobs(opened.ctx.db, { workerId, limit, leaseSeconds, known, except });
  return jobs.map(({ id }) => id);
}
async function finish(ids: string[]) {
  await opened.ctx.db.job.updateMany({ where: { id: { in: ids } }, data: { state: 'done' } });
}

test('five workers at once share two hundred jobs without taking one twice', async () => {
  for (let n = 0; n < 200; n++) await enqueue(flood, `job ${n}`);
  const workers = Array.from({ length: 5 }, async (_, n) => {
    const taken: string[] = [];
    for (;;) {
      const ids = await claim(`worker ${n}`, 3);
      if (ids.length === 0) return taken;
      taken.push(...ids);
    }
  });
  const taken = (await Promise.all(workers)).flat();
  expect(taken).toHaveLength(200);
  expect(new Set(taken).size).toBe(200);
});

test("two tenants' floods let another's click through at once, and clicks come in their order", async () => {
  for (let n = 0; n < 30; n++) for (const tenant of [flood, another]) await enqueue(tenant, `flood ${n}`);
  for (let round = 0; round < 10; round++) await finish(await claim('worker', 2));
  const click = await enqueue(other, 'click');
  const later = await enqueue(third, 'later click');
  expect([...(await claim('worker', 1)), ...(await claim('worker', 1))]).toEqual([click, later]);
});

test('two floods take turns', async () => {
  for (let n = 0; n < 10; n++) await enqueue(flood, 'a');
  for (let n = 0; n < 10; n++) await enqueue(other, 'b');
  const order: string[] = [];
  for (let n = 0; n < 20; n++) {
    const [id] = await claim('worker', 1);
    const job = await opened.ctx.db.job.findUniqueOrThrow({ where: { id } });
    order.push(job.subject);
  }
  for (let turn = 0; turn < 10; turn++)
    expect(order.slice(2 * turn, 2 * turn + 2).sort()).toEqual(['a', 'b']);
});

test('a claim keeps a job until it runs out; a renewed one stays', async () => {
  const id = await enqueue(flood, 'job');
  expect(await claim('dead', 9, 0.05)).toEqual([id]);
  expect(await claim('next', 9)).toEqual([]);
  await new Promise((resolve) => setTimeout(resolve, 80));
  expect(await claim('next', 9)).toEqual([id]);
  const renewed = (workerId: string) =>
    renewClaims(opened.ctx.db, { workerId, leaseSeconds: 60, jobIds: [id] });
  expect([...(await renewed('dead')).keys()]).toEqual([]);
  expect([...(await renewed('next')).keys()]).toEqual([id]);
});

test('a claim that ran out while the database was away is not taken twice by one worker', async () => {
  const id = await enqueue(flood, 'job');
  expect(await claim('worker', 9, 0)).toEqual([id]);
  expect(await claim('worker', 9, 60, [id])).toEqual([]);
  expect(await claim('worker', 9)).toEqual([id]);
});

test("a flood that an outage has begun and parked lets another's click through as well", async () => {
  for (let n = 0; n < 20; n++) await enqueue(flood, `flood ${n}`);
  for (const jobId of await claim('worker', 20)) {
    await releaseJob(opened.ctx.db, { workerId: 'worker', jobId });
  }
  const click = await enqueue(other, 'click');
  expect(await claim('worker', 2)).toContain(click);
});

test('what is given back with a pause is taken up after it', async () => {
  const id = await enqueue(flood, 'job');
  await claim('worker', 1);
  await releaseJob(opened.ctx.db, { workerId: 'another', jobId: id });
  expect(await claim('worker', 1)).toEqual([]);
  await releaseJob(opened.ctx.db, { workerId: 'worker', jobId: id, pauseMs: 100 });
  expect(await claim('worker', 1)).toEqual([]);
  await new Promise((resolve) => setTimeout(resolve, 130));
  expect(await claim('worker', 1)).toEqual([id]);
});
