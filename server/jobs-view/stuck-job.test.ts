import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#server/auth/actor.ts';
import type { Ctx } from '#server/context.ts';
import type { Db } from '#server/db.ts';
import { makeMember, makeOperator } from '#server/testing/make-actor.ts';
import { makeInstance } from '#server/testing/make-instance.ts';
import { makeJob } from '#server/testing/make-job.ts';
import { makeTenant } from '#server/testing/make-tenant.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { getJob } from './get-job.ts';
import { listLeftovers } from './list-leftovers.ts';
import { resolveJob } from './resolve-job.ts';
import { retryForward } from './retry-forward.ts';
import { retryUndo } from './retry-undo.ts';
import { resolveJobInput } from './schema.ts';

let panel: TestCtx;
let db: Db;
let operator: Ctx;

beforeAll(async () => {
  panel = await openTestCtx();
  db = panel.ctx.db;
  operator = as(makeOperator());
});
afterAll(() => panel.close());

const as = (actor: Actor): Ctx => ({ ...panel.ctx, actor });

/** A restart of an instance: its last step was undone, the one before it would not be. */
async function stuckJob(over: Parameters<typeof makeJob>[1] = {}, tenantState = 'active') {
  const tenant = await makeTenant(db, { state: tenantState });
  const instance = await makeInstance(db, { tenantId: tenant.id });
  const job = await makeJob(db, {
    ...{ kind: 'restart-instance', state: 'stuck', tenantId: tenant.id, instanceId: instance.id },
    ...{ subjectKey: `instance:${instance.id}`, error: 'full', errorReason: 'engine-refused' },
    errorDetails: { detail: 'full' },
    steps: {
      create: [
        { position: 0, name: 'before', state: 'done', attempts: 1, output: 'kept' },
        {
          ...{ position: 1, name: 'stop', state: 'undo-failed', attempts: 2, undoAttempts: 4 },
          ...{ error: 'boom', output: 'gone' },
        },
        { position: 2, name: 'start', state: 'undone', attempts: 3, undoAttempts: 1, output: 'gone' },
        { position: 3, name: 'after', state: 'waiting' },
      ],
    },
    ...over,
  });
  return { tenant, instance, id: job.id, member: as(makeMember(tenant)) };
}

async function stored(id: string) {
  const { steps, ...job } = await db.job.findUniqueOrThrow({
    where: { id },
    include: { steps: { orderBy: { position: 'asc' } } },
  });
  return { job, steps };
}
const audit = (targetId: string) => db.auditEntry.findMany({ where: { targetId }, orderBy: { at: 'asc' } });

describe.each([
  ['retry undo', (ctx: Ctx, id: string) => retryUndo(ctx, { id })],
  ['retry forward', (ctx: Ctx, id: string) => retryForward(ctx, { id })],
  ['resolve', (ctx: Ctx, id: string) => resolveJob(ctx, { id, reason: 'looked at it' })],
])('%s', (_name, act) => {
  test('is for operators, of a stuck job, once', async () => {
    const { id, member } = await stuckJob();
    await expect(act(member, id)).rejects.toMatchObject({ code: 'not-found' });
    await expect(act(as({ kind: 'visitor' }), id)).rejects.toMatchObject({ code: 'unauthenticated' });
    expect(await audit(id)).toEqual([]);
    await act(operator, id);
    await expect(act(operator, id)).rejects.toMatchObject({ reason: 'job-not-stuck' });
    expect(await audit(id)).toHaveLength(1);
    const ended = await makeJob(db, { state: 'failed' });
    await expect(act(operator, ended.id)).rejects.toMatchObject({ reason: 'job-not-stuck' });
  });
});

test('undoing it again begins with the counts of tries anew', async () => {
  const { id } = await stuckJob();
  expect(await retryUndo(operator, { id })).toMatchObject({ state: 'undoing', finishedAt: null });
  const { job, steps } = await stored(id);
  expect(job).toMatchObject({ errorReason: 'engine-refused' });
  expect(steps.map(({ state, undoAttempts }) => [state, undoAttempts])).toEqual([
    ['done', 0],
    ['undo-failed', 0],
    ['undone', 0],
    ['waiting', 0],
  ]);
  expect(await audit(id)).toMatchObject([
    { action: 'job.retry-undo', details: { kind: 'restart-instance', step: 'stop', error: 'boom' } },
  ]);
});

describe('going forward again', () => {
  test('does anew what the undoing has touched, and nothing else', async () => {
    const { id } = await stuckJob({ cancelRequestedAt: new Date() });
    expect(await retryForward(operator, { id })).toMatchObject({ state: 'running', error: null });
    const { job, steps } = await stored(id);
    expect(job).toMatchObject({ errorDetails: null, finishedAt: null, cancelRequestedAt: null });
    expect(steps.map(({ state, attempts, output, error }) => [state, attempts, output, error])).toEqual([
      ['done', 1, 'kept', null],
      ['waiting', 0, null, null],
      ['waiting', 0, null, null],
      ['waiting', 0, null, null],
    ]);
    expect(await audit(id)).toMatchObject([{ action: 'job.retry-forward', tenantId: job.tenantId }]);
  });

  test('is refused where the instance is gone, the account is suspended, or nobody knows the steps', async () => {
    const gone = await stuckJob();
    await db.instance.delete({ where: { id: gone.instance.id } });
    await expect(retryForward(operator, { id: gone.id })).rejects.toMatchObject({
      reason: 'job-subject-gone',
    });
    const suspended = await stuckJob({}, 'suspended');
    await expect(retryForward(operator, { id: suspended.id })).rejects.toMatchObject({
      reason: 'tenant-suspended',
    });
    const old = await stuckJob({ version: 99 });
    await expect(retryForward(operator, { id: old.id })).rejects.toMatchObject({
      reason: 'job-of-former-version',
    });
    for (const { id } of [gone, suspended, old]) {
      expect((await stored(id)).job.state).toBe('stuck');
      expect(await audit(id)).toEqual([]);
    }
  });
});

describe('marking it as resolved', () => {
  test('leaves what is left, and says who did it, when and why: to operators', async () => {
    const { id, member } = await stuckJob();
    const view = await resolveJob(operator, { id, reason: 'Deleted by hand.' });
    const resolved = { byName: 'operator@example.com', reason: 'Deleted by hand.' };
    expect(view).toMatchObject({ state: 'undoing', resolved });
    expect((await stored(id)).steps.map(({ state }) => state)).toEqual(['left', 'left', 'undone', 'waiting']);
    expect((await getJob(member, id)).resolved).toBeNull();
    expect(await audit(id)).toMatchObject([
      { action: 'job.resolve', details: { step: 'stop', reason: 'Deleted by hand.' } },
    ]);
  });

  test('one that was cancelled does not promise that nothing is left', async () => {
    const { id } = await stuckJob({ errorReason: 'cancelled', errorDetails: {} });
    const view = await resolveJob(operator, { id, reason: 'Stays.' });
    expect(view.error).toMatchObject({ reason: 'cancelled-with-leftovers' });
  });

  test('needs a reason', () => {
    const { id } = { id: '018f0000-0000-7000-8000-000000000000' };
    expect(resolveJobInput.safeParse({ id, reason: '  a ' }).error?.issues[0]?.message).toBe(
      'resolve-reason-required',
    );
    expect(resolveJobInput.safeParse({ id, reason: 'a'.repeat(501) }).success).toBe(false);
    expect(resolveJobInput.parse({ id, reason: '  fine ' }).reason).toBe('fine');
  });
});

test('what is left is told to operators, also when nobody can tell', async () => {
  const { id, member } = await stuckJob();
  await expect(listLeftovers(member, { id })).rejects.toMatchObject({ code: 'not-found' });
  // Its parameters name no instance, so its steps cannot look.
  const old = await stuckJob({ version: 99 });
  expect(await listLeftovers(operator, { id: old.id })).toMatchObject({ items: [], unknown: [] });
});
