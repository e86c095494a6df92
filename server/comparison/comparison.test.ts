import { afterAll, beforeAll, expect, test } from 'vitest';
import { record } from '#server/audit/record.ts';
import { makeMember, makeOperator } from '#server/testing/make-actor.ts';
import { makeInstance } from '#server/testing/make-instance.ts';
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

/** A creation that took so long, of an instance that is gone by now. */
async function made(kind: string, id: string, milliseconds: number, extra: object = {}, daysAgo = 1) {
  const createdAt = new Date(now.getTime() - daysAgo * 86_400_000);
  const finishedAt = new Date(createdAt.getTime() + milliseconds);
  await opened.ctx.db.job.create({
    data: {
      ...{ kind: 'create-instance', state: 'done', subject: 'web', subjectKey: `instance:${id}` },
      ...{ params: { id, ...extra }, createdAt, finishedAt },
    },
  });
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

test('a start is the middle one of the last 30 days, without vaults, also of instances that are gone', async () => {
  for (const [index, ms] of [400, 900, 500].entries()) await made('light-vm', `a${index}`, ms);
  await made('light-vm', 'in-vault', 9000, { vaultId: 'v' });
  await made('light-vm', 'long-ago', 9000, {}, 31);
  await made('app', 'shell-alone', 300);
  const kinds = await compared();
  expect(kinds['light-vm']?.start).toEqual({ p50Milliseconds: 500, count: 3, isWithWorkload: false });
  expect(kinds.app?.start).toBeNull();
});

test('an app has started when its first version is up', async () => {
  const { db } = opened.ctx;
  const createdAt = new Date(now.getTime() - 86_400_000);
  for (const [index, state] of ['current', 'failed'].entries()) {
    const { id } = await makeInstance(db, {
      tenantId: tenant.id,
      kind: 'app',
      name: `app-${index}`,
      createdAt,
    });
    const finishedAt = new Date(createdAt.getTime() + 2000 * (index + 1));
    await db.deployment.create({
      data: { instanceId: id, number: 1, kind: 'app', state, settings: {}, actorName: 'x', finishedAt },
    });
  }
  expect((await compared()).app?.start).toEqual({ p50Milliseconds: 2000, count: 1, isWithWorkload: true });
});

test('memory is the lowest of an instance that had nothing to do', async () => {
  const { db } = opened.ctx;
  const { id } = await makeInstance(db, { tenantId: tenant.id, kind: 'sandbox', name: 'idle' });
  // CPU seconds each half a minute, and MiB: the second began anew, the fourth was busy.
  const seen = [
    [10, 9],
    [1, 8],
    [1.1, 40],
    [20, 12],
    [20.1, 30],
  ] as const;
  await db.usageSample.createMany({
    data: seen.map(([cpuSeconds, used], index) => ({
      ...{ instanceId: id, at: new Date(now.getTime() - 600_000 + index * 30_000), cpuSeconds },
      ...{ memoryBytes: used * mib, diskBytes: 0, rxBytes: 0, txBytes: 0 },
    })),
  });
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
