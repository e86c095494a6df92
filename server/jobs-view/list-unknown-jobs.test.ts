import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Ctx } from '#server/context.ts';
import { jobKinds } from '#server/job-kinds.ts';
import { startWorker } from '#server/jobs/start-worker.ts';
import { makeMember, makeOperator } from '#server/testing/make-actor.ts';
import { makeJob } from '#server/testing/make-job.ts';
import { makeTenant } from '#server/testing/make-tenant.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { refusalOf } from '#server/testing/refusal-of.ts';
import { listUnknownJobs } from './list-unknown-jobs.ts';

let panel: TestCtx;
let operator: Ctx;
const ago = (seconds: number) => new Date(Date.now() - seconds * 1000);
/** Since five minutes ago. */
const waiting = { state: 'queued', finishedAt: null, createdAt: ago(300), runAt: ago(300) };
const unknown = () => listUnknownJobs(operator);

beforeAll(async () => {
  panel = await openTestCtx();
  operator = { ...panel.ctx, actor: makeOperator() };
});
afterAll(() => panel?.close());
beforeEach(async () => {
  await panel.ctx.db.job.deleteMany();
  await panel.ctx.db.worker.deleteMany();
});

test('jobs that no worker of the last minute knows are counted by kind and version', async () => {
  const { db } = panel.ctx;
  const worker = { host: 'here', version: '1' };
  await db.worker.create({ data: { id: 'now', ...worker, known: ['start-instance:1'] } });
  await db.worker.create({ data: { id: 'gone', ...worker, seenAt: ago(90), known: ['start-instance:2'] } });
  await makeJob(db, waiting);
  await makeJob(db, { ...waiting, version: 2 });
  await makeJob(db, { ...waiting, version: 2, state: 'undoing', claimedBy: 'gone', claimedUntil: ago(100) });
  await makeJob(db, { ...waiting, kind: 'of-later' });
  const others = { kind: 'of-later', version: 7 };
  await makeJob(db, others);
  await makeJob(db, { ...waiting, ...others, state: 'stuck' });
  await makeJob(db, { ...waiting, ...others, createdAt: ago(10), runAt: ago(10) });
  await makeJob(db, { ...waiting, ...others, runAt: ago(-60) });
  await makeJob(db, { ...waiting, ...others, claimedBy: 'other', claimedUntil: ago(-5) });
  expect(await unknown()).toEqual([
    { kind: 'of-later', version: 1, count: 1 },
    { kind: 'start-instance', version: 2, count: 2 },
  ]);
});

test('a worker says what it knows, for as long as it lives', async () => {
  const { db, log, engine } = panel.ctx;
  const [kind] = jobKinds.keys();
  await makeJob(db, { ...waiting, kind: `not-${kind}` });
  const worker = await startWorker(panel.url, jobKinds, { db, log, tools: { engine } });
  try {
    const { known } = await db.worker.findUniqueOrThrow({ where: { id: worker.id } });
    expect(known).toEqual(expect.arrayContaining([`${kind}:1`, 'shred-vault:1', 'shred-vault:2']));
    expect(await unknown()).toEqual([{ kind: `not-${kind}`, version: 1, count: 1 }]);
  } finally {
    await worker.stop();
  }
  await makeJob(db, { ...waiting, kind });
  expect(await unknown()).toHaveLength(2);
});

test('is for operators', async () => {
  const member = { ...panel.ctx, actor: makeMember(await makeTenant(panel.ctx.db)) };
  expect(await refusalOf(listUnknownJobs(member))).toMatchObject({ code: 'not-found' });
});
