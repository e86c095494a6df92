import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Ctx } from '#server/context.ts';
import { makeMember } from '#server/testing/make-actor.ts';
import { makeInstance } from '#server/testing/make-instance.ts';
import { makeNetwork } from '#server/testing/make-network.ts';
import { makeTenant } from '#server/testing/make-tenant.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { refusalOf } from '#server/testing/refusal-of.ts';
import { getInstance } from './get-instance.ts';
import { resizeInstance } from './resize-instance.ts';

const gib = 1024 ** 3;
const size = { vcpus: 1, memoryBytes: gib, diskBytes: 10 * gib };
let opened: TestCtx;
let ctx: Ctx;
let tenantId: string;
let planOf: (kind: string, allows: object) => Promise<string>;

beforeAll(async () => {
  opened = await openTestCtx();
});
afterAll(() => opened?.close());
beforeEach(async () => {
  const { db } = opened.ctx;
  const { id: planSetId } = await db.planSet.create({
    data: { name: crypto.randomUUID(), allowsOwnSize: true },
  });
  const tenant = await makeTenant(db, { planSetId, quotaApps: 1, quotaUnikernels: 1 });
  await makeNetwork(db, tenant.id);
  tenantId = tenant.id;
  ctx = { ...opened.ctx, actor: makeMember(tenant) };
  planOf = async (kind, allows) => {
    const name = crypto.randomUUID();
    const amounts = { vcpus: 2, memoryBytes: gib, diskBytes: 10 * gib, trafficBytes: gib };
    const data = { name, slug: name, kind, ...amounts, ...allows, priceHourMicros: 1, priceMonthMicros: 1 };
    const { id } = await db.plan.create({ data: { ...data, planSets: { create: { planSetId } } } });
    return id;
  };
});

test('containers inside are switched off by their owner, never by a plan', async () => {
  const { id } = await makeInstance(ctx.db, { tenantId, state: 'running', settings: { nesting: true } });
  const without = await planOf('light-vm', { allowsNesting: false });
  const refused = { code: 'refused', reason: 'size-without-nesting', field: 'planId' };
  expect(await refusalOf(resizeInstance(ctx, { id, planId: without }))).toMatchObject(refused);
  // Nor by a size of one's own, where the plan set does not allow them.
  expect(await refusalOf(resizeInstance(ctx, { id, ...size, vcpus: 2 }))).toMatchObject(refused);
  expect(await getInstance(ctx, id)).toMatchObject({ ...size, job: null });

  const withIt = await planOf('light-vm', { allowsNesting: true });
  expect(await refusalOf(resizeInstance(ctx, { id, planId: withIt }))).toBe('done');
});

test('one that has them off takes any plan', async () => {
  const { id } = await makeInstance(ctx.db, { tenantId, state: 'running' });
  const planId = await planOf('light-vm', { allowsNesting: false });
  expect(await refusalOf(resizeInstance(ctx, { id, planId }))).toBe('done');
});

test('an app without a seccomp profile, by the version that runs', async () => {
  const { id } = await makeInstance(ctx.db, { tenantId, kind: 'app', state: 'running' });
  const version = (number: number, state: string, seccomp: string) => ({
    ...{ instanceId: id, number, state, kind: 'app', actorName: 'test' },
    settings: { image: 'nginx', seccomp },
  });
  await ctx.db.deployment.create({ data: version(1, 'current', 'unconfined') });
  const planId = await planOf('app', { allowsUnconfined: false });
  expect(await refusalOf(resizeInstance(ctx, { id, planId }))).toMatchObject({
    ...{ reason: 'size-without-unconfined', field: 'planId' },
  });
  await ctx.db.deployment.updateMany({ where: { instanceId: id }, data: { state: 'former' } });
  await ctx.db.deployment.create({ data: version(2, 'current', 'default') });
  expect(await refusalOf(resizeInstance(ctx, { id, planId }))).toBe('done');
});

test('a unikernel that is emulated, by how it was last seen to run', async () => {
  const { id } = await makeInstance(ctx.db, { tenantId, kind: 'unikernel', state: 'stopped' });
  const seen = { number: 1, state: 'running', exitCode: null, restarts: 0, health: null };
  await ctx.db.instance.update({ where: { id }, data: { workload: { ...seen, accelerator: 'tcg' } } });
  const without = await planOf('unikernel', { allowsEmulation: false });
  expect(await refusalOf(resizeInstance(ctx, { id, planId: without }))).toMatchObject({
    ...{ reason: 'size-without-emulation', field: 'planId' },
  });
  await ctx.db.instance.update({ where: { id }, data: { workload: { ...seen, accelerator: 'kvm' } } });
  expect(await refusalOf(resizeInstance(ctx, { id, planId: without }))).toBe('done');
});
