import { afterAll, beforeAll, expect, test } from 'vitest';
import { record } from '#server/audit/record.ts';
import { makeMember, makeOperator } from '#server/testing/make-actor.ts';
import { makeInstance } from '#server/testing/make-instance.ts';
import { makeJob } from '#server/testing/make-job.ts';
import { makeTenant } from '#server/testing/make-tenant.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { refusalOf } from '#server/testing/refusal-of.ts';
import { getComparison } from './get-comparison.ts';
import { saveSpeeds } from './save-speeds.ts';

let opened: TestCtx;
let tenant: Awaited<ReturnType<typeof makeTenant>>;
const now = new Date('2026-06-01T00:00:00Z');
const mib = 1024 ** 2;

beforeAll(async () => {
  opened = await openTestCtx();
  tenant = await makeTenant(opened.ctx.db);
});
afterAll(() => opened.close());

async function compared() {
  const ctx = { ...opened.ctx, actor: makeOperator(), now: () => now };
  const { items } = await getComparison(ctx, {});
  return Object.fromEntries(items.map((item) => [item.kind, item]));
}

/** A job that was worked on for so long, after a minute of waiting in line. */
type Over = Parameters<typeof makeJob>[1] & { daysAgo?: number; attempts?: number };
function worked(kind: string, milliseconds: number, { daysAgo = 1, attempts = 1, ...over }: Over = {}) {
  const createdAt = new Date(now.getTime() - daysAgo * 86_400_000);
  const startedAt = new Date(createdAt.getTime() + 60_000);
  const finishedAt = new Date(startedAt.getTime() + milliseconds);
  const steps = { create: [{ position: 0, name: 'one', state: 'done', attempts }] };
  return makeJob(opened.ctx.db, { kind, createdAt, startedAt, finishedAt, steps, ...over });
}

/** A creation that took so long, of an instance that is gone by now. */
async function made(kind: string, id: string, milliseconds: number, over: Over = {}) {
  const { createdAt } = await worked('create-instance', milliseconds, { params: { id }, ...over });
  const details = { kind };
  const target = { targetKind: 'instance', targetId: id, targetName: 'web', details };
  await record(opened.ctx, opened.ctx.db, { action: 'instance.create', ...target });
  await opened.ctx.db.auditEntry.updateMany({ where: { targetId: id }, data: { at: createdAt } });
}

test('says of every kind what it is, and of none a number that nobody has measured', async () => {
  const kinds = await compared();
  expect(Object.keys(kinds)).toEqual(['light-vm', 'vm', 'app', 'sandbox', 'unikernel']);
  for (const { start, memory, speed, about } of Object.values(kinds)) {
    expect([start, memory, speed]).toEqual([null, null, null]);
    expect(Object.values(about).every((words) => words.length > 20)).toBe(true);
  }
});

test('a start is the middle one of what went well at the first try, without vaults and waiting in line', async () => {
  for (const [index, ms] of [400, 900, 500].entries()) await made('light-vm', `a${index}`, ms);
  await made('light-vm', 'in-vault', 9000, { params: { id: 'in-vault', vaultId: 'v' } });
  await made('light-vm', 'long-ago', 9000, { daysAgo: 31 });
  await made('light-vm', 'tried-again', 9000, { attempts: 2 });
  await made('light-vm', 'gone-wrong', 9000, { state: 'cancelled' });
  await made('app', 'shell-alone', 300);
  const kinds = await compared();
  expect(kinds['light-vm']?.start).toEqual({ p50Milliseconds: 500, count: 3, isWithWorkload: false });
  expect(kinds.app?.start).toBeNull();
});

test('an app has started when its first version is up; what it waited for in between is no part of it', async () => {
  const { db } = opened.ctx;
  const createdAt = new Date(now.getTime() - 86_400_000);
  const versions = [
    ['current', 1],
    ['failed', 1],
    ['former', 3],
  ] as const;
  for (const [index, [state, attempts]] of versions.entries()) {
    const { id } = await makeInstance(db, {
      tenantId: tenant.id,
      kind: 'app',
      name: `app-${index}`,
      createdAt,
    });
    await worked('create-instance', 500, { instanceId: id });
    // Its database took 40 s.
    const startedAt = new Date(createdAt.getTime() + 40_000);
    const finishedAt = new Date(startedAt.getTime() + 1500);
    const job = await worked('deploy', 0, { instanceId: id, startedAt, finishedAt, attempts });
    await db.deployment.create({
      data: {
        ...{ instanceId: id, number: 1, kind: 'app', state, jobId: job.id },
        ...{ settings: {}, actorName: 'x', finishedAt },
      },
    });
  }
  expect((await compared()).app?.start).toEqual({ p50Milliseconds: 2000, count: 1, isWithWorkload: true });
});

/** A sandbox with a version that is up for five minutes, and what was measured of it before and since. */
async function sandboxWith(workload: string) {
  const { db } = opened.ctx;
  const { id } = await makeInstance(db, {
    ...{ tenantId: tenant.id, kind: 'sandbox', name: workload },
    workload: { state: workload },
  });
  const finishedAt = new Date(now.getTime() - 300_000);
  const version = { kind: 'sandbox', state: 'current', settings: {}, actorName: 'x', finishedAt };
  await db.deployment.create({ data: { instanceId: id, number: 1, ...version } });
  // CPU seconds each half a minute, and MiB: twice before its version was up, the fourth began anew, the sixth was busy.
  const seen = [
    [8, 5],
    [8.1, 6],
    [10, 9],
    [1, 8],
    [1.1, 40],
    [20, 12],
    [20.1, 30],
  ] as const;
  await db.usageSample.createMany({
    data: seen.map(([cpuSeconds, used], index) => ({
      ...{ instanceId: id, at: new Date(now.getTime() - 360_000 + index * 30_000), cpuSeconds },
      ...{ memoryBytes: used * mib, diskBytes: 0, rxBytes: 0, txBytes: 0 },
    })),
  });
}

test('memory is the lowest of an instance that had nothing to do, with its application in it', async () => {
  await sandboxWith('running');
  await sandboxWith('exited');
  expect((await compared()).sandbox?.memory).toEqual({ p50Bytes: 30 * mib, count: 1 });
});

test('is for members of a tenant, and without one for operators alone', async () => {
  const member = { ...opened.ctx, actor: makeMember(tenant) };
  expect((await getComparison(member, { tenant: tenant.slug })).items).toHaveLength(5);
  expect(await refusalOf(getComparison(member, {}))).toMatchObject({ code: 'not-found' });
  const other = await makeTenant(opened.ctx.db);
  expect(await refusalOf(getComparison(member, { tenant: other.slug }))).toMatchObject({ code: 'not-found' });
});

test('speeds are those of the last run of the benchmark; a kind that it could not measure keeps none', async () => {
  const { db } = opened.ctx;
  const row = (name: string, ratio: number | null) => ({ name, ratio });
  const first = [row('app.rps', 0.5), row('app.syscalls', 0.4), row('unikernel.rps', 1.04)];
  await saveSpeeds(db, { rows: first, machine: 'old', at: new Date('2026-05-01T00:00:00Z') });
  await saveSpeeds(db, { rows: [row('app.rps', 0.88), row('app.syscalls', 0.72)], machine: 'new', at: now });
  const kinds = await compared();
  expect(kinds.app?.speed).toEqual({
    ...{ requests: 0.88, calls: 0.72 },
    ...{ machine: 'new', measuredAt: '2026-06-01T00:00:00.000Z' },
  });
  expect(kinds.unikernel?.speed).toMatchObject({ requests: 1.04, calls: null, machine: 'old' });
  expect(kinds.vm?.speed).toBeNull();
});
