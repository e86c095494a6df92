import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#server/auth/actor.ts';
import type { Ctx } from '#server/context.ts';
import type { Db } from '#server/db.ts';
import { makeMember, makeOperator } from '#server/testing/make-actor.ts';
import { makeInstance } from '#server/testing/make-instance.ts';
import { makeJob } from '#server/testing/make-job.ts';
import { makeTenant } from '#server/testing/make-tenant.ts';
import { makeUser } from '#server/testing/make-user.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { getJob } from './get-job.ts';
import { listJobs } from './list-jobs.ts';
import { maxJobsCounted } from './schema.ts';

let panel: TestCtx;
let db: Db;

beforeAll(async () => {
  panel = await openTestCtx();
  db = panel.ctx.db;
});
afterAll(() => panel.close());

const as = (actor: Actor): Ctx => ({ ...panel.ctx, actor });

async function twoTenants() {
  const [ours, theirs] = [await makeTenant(db), await makeTenant(db)];
  return { ours, theirs, member: as(makeMember(ours, 'reader')) };
}

describe('who may see which jobs', () => {
  test('a member sees the jobs of the own tenant, and of no other', async () => {
    const { ours, theirs, member } = await twoTenants();
    const job = await makeJob(db, { tenantId: ours.id });
    const other = await makeJob(db, { tenantId: theirs.id });
    const { items } = await listJobs(member, { tenantId: ours.id });
    expect(items.map((item) => item.id)).toEqual([job.id]);
    await expect(getJob(member, job.id)).resolves.toMatchObject({ id: job.id, tenant: { id: ours.id } });
    await expect(getJob(member, other.id)).rejects.toMatchObject({ code: 'not-found' });
    await expect(listJobs(member, { tenantId: theirs.id })).rejects.toMatchObject({ code: 'not-found' });
  });

  test("the jobs of another tenant's instance are not found, whichever tenant is named", async () => {
    const { ours, theirs, member } = await twoTenants();
    const instance = await makeInstance(db, { tenantId: theirs.id });
    await makeJob(db, { tenantId: theirs.id, instanceId: instance.id });
    const asked = listJobs(member, { tenantId: ours.id, instanceId: instance.id });
    await expect(asked).rejects.toMatchObject({ code: 'not-found' });
    await expect(listJobs(member, { instanceId: instance.id })).rejects.toMatchObject({ code: 'not-found' });
    await expect(listJobs(member, { instanceId: randomUUID() })).rejects.toMatchObject({ code: 'not-found' });
  });

  test('all jobs, and those of no tenant, are for operators', async () => {
    const { ours, member } = await twoTenants();
    const job = await makeJob(db, { kind: 'fetch-image' });
    await expect(listJobs(member)).rejects.toMatchObject({ code: 'not-found' });
    await expect(getJob(member, job.id)).rejects.toMatchObject({ code: 'not-found' });
    const operator = as(makeOperator());
    await expect(getJob(operator, job.id)).resolves.toMatchObject({ kind: 'fetch-image', tenant: null });
    const visitor = as({ kind: 'visitor' });
    await expect(listJobs(visitor, { tenantId: ours.id })).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  test('what is no id names no job', async () => {
    await expect(getJob(as(makeOperator()), 'nonsense')).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});

describe('who asked', () => {
  const names = async (ctx: Ctx, tenantId: string) =>
    (await listJobs(ctx, { tenantId })).items.map(({ actorName }) => actorName);

  test('to a member everybody of the provider is the provider, and the panel itself too', async () => {
    const { ours, member } = await twoTenants();
    const [olga, both, mia] = [
      await makeUser(db, { isOperator: true, password: null }),
      await makeUser(db, { isOperator: true, password: null }),
      await makeUser(db, { password: null }),
    ];
    await db.member.create({ data: { tenantId: ours.id, userId: both.id, role: 'owner' } });
    const by = (minute: number, actorId: string | null, actorName: string) =>
      makeJob(db, { tenantId: ours.id, actorId, actorName, createdAt: new Date(2026, 0, 1, 0, minute) });
    await by(4, olga.id, olga.email);
    await by(3, null, 'system');
    await by(2, both.id, both.email);
    await by(1, mia.id, mia.email);
    expect(await names(member, ours.id)).toEqual([null, null, both.email, mia.email]);
    expect(await names(as(makeOperator()), ours.id)).toEqual([olga.email, 'system', both.email, mia.email]);
  });
});

describe('the place in the queue', () => {
  test('is by turn and then by time, of all that wait, and nobody else has one', async () => {
    await db.job.deleteMany();
    const { ours, theirs, member } = await twoTenants();
    const waits = (tenantId: string, turn: number, minute: number, over = {}) =>
      makeJob(db, {
        ...{ tenantId, turn, state: 'queued', startedAt: null, finishedAt: null },
        ...{ createdAt: new Date(Date.UTC(2026, 0, 1, 0, minute)), ...over },
      });
    const late = await waits(ours.id, 3, 1);
    const second = await waits(ours.id, 0, 3);
    await waits(theirs.id, 0, 2);
    await waits(theirs.id, 1, 0, { cancelRequestedAt: new Date() });
    const runs = await makeJob(db, {
      tenantId: ours.id,
      claimedBy: 'worker',
      state: 'running',
      finishedAt: null,
    });
    expect((await getJob(member, second.id)).queuePosition).toBe(2);
    expect((await getJob(member, late.id)).queuePosition).toBe(3);
    expect((await getJob(member, runs.id)).queuePosition).toBeNull();
    const { items } = await listJobs(member, { tenantId: ours.id });
    const places = Object.fromEntries(items.map(({ id, queuePosition }) => [id, queuePosition]));
    expect(places).toEqual({ [late.id]: 3, [second.id]: 2, [runs.id]: null });
  });
});

describe('what is listed', () => {
  test('filters by state, kind, instance and a part of the name; the newest first, in pages', async () => {
    const tenant = await makeTenant(db);
    const instance = await makeInstance(db, { tenantId: tenant.id });
    const of = (minute: number, over: Parameters<typeof makeJob>[1]) =>
      makeJob(db, { tenantId: tenant.id, createdAt: new Date(Date.UTC(2026, 0, 1, 0, minute)), ...over });
    const first = await of(1, { subject: 'web-1', instanceId: instance.id });
    const second = await of(2, { subject: 'Web-2', state: 'failed', kind: 'stop-instance' });
    const third = await of(3, { subject: 'db-1', state: 'running' });
    const operator = as(makeOperator());
    const ids = async (filter: Parameters<typeof listJobs>[1]) =>
      (await listJobs(operator, { tenantId: tenant.id, ...filter })).items.map((item) => item.id);
    expect(await ids({})).toEqual([third.id, second.id, first.id]);
    expect(await ids({ search: 'web' })).toEqual([second.id, first.id]);
    expect(await ids({ state: 'failed' })).toEqual([second.id]);
    expect(await ids({ kind: 'stop-instance' })).toEqual([second.id]);
    expect(await ids({ instanceId: instance.id })).toEqual([first.id]);
    expect(await ids({ pageSize: 2, page: 2 })).toEqual([first.id]);
    expect(await listJobs(operator, { tenantId: tenant.id, pageSize: 2 })).toMatchObject({
      total: 3,
      page: 1,
    });
  });

  test('tells the steps in their order, the error with its reason, and never params or outputs', async () => {
    const job = await makeJob(db, {
      state: 'failed',
      params: { hidden: 'params stay inside' },
      errorReason: 'engine-refused',
      error: 'The engine refused: full',
      errorDetails: { detail: 'full' },
      errorForOperators: 'backup (4711)',
      steps: {
        create: [
          {
            ...{ position: 1, name: 'start', state: 'failed', output: 'outputs stay inside' },
            ...{ error: 'full', errorForOperators: 'by 4711' },
          },
          { position: 0, name: 'stop', state: 'undone' },
        ],
      },
    });
    const view = await getJob(as(makeOperator()), job.id);
    expect(view.steps.map((step) => [step.name, step.state])).toEqual([
      ['stop', 'undone'],
      ['start', 'failed'],
    ]);
    expect(view.error).toEqual({
      reason: 'engine-refused',
      params: { detail: 'full' },
      message: 'The engine refused: full',
      forOperators: 'backup (4711)',
    });
    expect(view.steps[1]?.error).toBe('full (by 4711)');
    const { ours, member } = await twoTenants();
    await db.job.update({ where: { id: job.id }, data: { tenantId: ours.id } });
    const theirs = await getJob(member, job.id);
    expect(theirs).toMatchObject({ error: { forOperators: null }, steps: [{}, { error: 'full' }] });
    expect(JSON.stringify(theirs)).not.toContain('4711');
    expect(JSON.stringify(view)).not.toContain('stay inside');
  });

  test('with more jobs than are counted the count stops, and the first page is still there', async () => {
    const tenant = await makeTenant(db);
    await db.$executeRaw`
      INSERT INTO "Job" ("id", "kind", "state", "tenantId", "subject", "subjectKey", "params")
      SELECT gen_random_uuid(), 'start-instance', 'done', ${tenant.id}::uuid, 'web', 'many:' || n, '{}'
      FROM generate_series(1, ${maxJobsCounted + 50}::int) n`;
    const page = await listJobs(as(makeMember(tenant)), { tenantId: tenant.id, pageSize: 10 });
    expect(page.total).toBe(maxJobsCounted);
    expect(page.items).toHaveLength(10);
  });
});
