import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeMember } from '#server/testing/make-actor.ts';
import { makeInstance } from '#server/testing/make-instance.ts';
import { makeTenant } from '#server/testing/make-tenant.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { refusalOf } from '#server/testing/refusal-of.ts';
import { monthCosts } from './month-costs.ts';

const gib = 1024 ** 3;
let opened: TestCtx;
beforeAll(async () => {
  opened = await openTestCtx();
});
afterAll(() => opened.close());

async function plan(priceHourMicros: number, priceMonthMicros: number) {
  const sizes = { vcpus: 1, memoryBytes: gib, diskBytes: 10 * gib, trafficBytes: gib };
  const slug = `p-${priceHourMicros}-${priceMonthMicros}`;
  return opened.ctx.db.plan.create({
    data: { slug, name: slug, ...sizes, priceHourMicros, priceMonthMicros },
  });
}

test('hours that have begun count from the creation or the first of the month, up to the price of a month', async () => {
  const { db } = opened.ctx;
  const { id: tenantId } = await makeTenant(db);
  const [cheap, capped] = [await plan(1000, 700_000), await plan(10_000, 50_000)];
  const young = { createdAt: new Date('2026-11-10T00:30:00Z') };
  await makeInstance(db, { tenantId, name: 'a', planId: cheap.id, ...young });
  await makeInstance(db, { tenantId, name: 'b', planId: capped.id, ...young });
  await makeInstance(db, { tenantId, name: 'c', planId: cheap.id, createdAt: new Date('2026-01-01') });
  await makeInstance(db, { tenantId, name: 'd', planId: cheap.id, state: 'failed', ...young });
  const ctx = { ...opened.ctx, now: () => new Date('2026-11-10T12:00:00Z') };
  const costs = await monthCosts(ctx, tenantId);
  expect(costs.items.map(({ name, hours, costMicros }) => [name, hours, costMicros])).toEqual([
    ['a', 12, 12_000],
    ['b', 12, 50_000],
    ['c', 9 * 24 + 12, 228_000],
  ]);
  expect(costs).toMatchObject({ month: '2026-11', currency: 'EUR', totalMicros: 290_000 });
});

test('a size of its own costs by the rates of the installation', async () => {
  const { db } = opened.ctx;
  const { id: tenantId } = await makeTenant(db);
  const createdAt = new Date('2026-11-10T10:00:00Z');
  await makeInstance(db, { tenantId, vcpus: 2, memoryBytes: 4 * gib, diskBytes: 20 * gib, createdAt });
  const ctx = { ...opened.ctx, now: () => new Date('2026-11-10T12:00:00Z') };
  const [item] = (await monthCosts(ctx, tenantId)).items;
  expect(item).toMatchObject({ plan: null, hours: 2, hourMicros: 2 * 4000 + 4 * 3000 + 20 * 100 });
  expect(item?.costMicros).toBe(2 * (item?.hourMicros ?? 0));
});

test('another tenant sees nothing of it', async () => {
  const { db } = opened.ctx;
  const [ours, theirs] = [await makeTenant(db), await makeTenant(db)];
  const ctx = { ...opened.ctx, actor: makeMember(theirs) };
  expect(await refusalOf(monthCosts(ctx, ours.id))).toMatchObject({ code: 'not-found' });
});
