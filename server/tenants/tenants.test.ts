import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#server/auth/actor.ts';
import type { Ctx } from '#server/context.ts';
import { makeMember, makeOperator } from '#server/testing/make-actor.ts';
import { makeInstance } from '#server/testing/make-instance.ts';
import { makeNetwork } from '#server/testing/make-network.ts';
import { makeTenant } from '#server/testing/make-tenant.ts';
import { makeUser } from '#server/testing/make-user.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { refusalOf } from '#server/testing/refusal-of.ts';
import { createTenant } from './create-tenant.ts';
import { deleteTenant } from './delete-tenant.ts';
import { getTenant } from './get-tenant.ts';
import { getTenantBySlug } from './get-tenant-by-slug.ts';
import { listTenants } from './list-tenants.ts';
import { retryTenant } from './retry-tenant.ts';
import { suspendTenant } from './suspend-tenant.ts';
import { tenantUsage } from './tenant-usage.ts';
import { unsuspendTenant } from './unsuspend-tenant.ts';
import { updateQuota } from './update-quota.ts';
import { updateTenant } from './update-tenant.ts';

const gib = 1024 ** 3;
let opened: TestCtx;
beforeAll(async () => {
  opened = await openTestCtx();
});
afterAll(() => opened.close());

const as = (actor: Actor): Ctx => ({ ...opened.ctx, actor });
const quota = {
  ...{ lightVms: 1, vms: 0, apps: 0, sandboxes: 0, unikernels: 0, vcpus: 1 },
  ...{ memoryBytes: gib, diskBytes: 10 * gib, trafficBytes: gib },
};

async function realTenant(over = {}) {
  const tenant = await makeTenant(opened.ctx.db, over);
  await makeNetwork(opened.ctx.db, tenant.id);
  return tenant;
}

describe('who may', () => {
  test('a tenant of a URL is there for its members and operators, and for nobody else', async () => {
    const [ours, theirs] = [await realTenant(), await realTenant()];
    const get = (actor: Actor) => getTenantBySlug(as(actor), ours.slug);
    for (const role of ['owner', 'admin', 'developer', 'reader'] as const) {
      expect(await get(makeMember(ours, role))).toMatchObject({ id: ours.id, state: 'active' });
    }
    expect(await get(makeOperator())).toMatchObject({ id: ours.id });
    expect(await refusalOf(get(makeMember(theirs)))).toMatchObject({ code: 'not-found' });
    expect(await refusalOf(get({ kind: 'visitor' }))).toMatchObject({ code: 'unauthenticated' });
    const unknown = getTenantBySlug(as(makeOperator()), 'nobody-has-this');
    expect(await refusalOf(unknown)).toMatchObject({ code: 'not-found' });
  });

  test('the verbs of the provider do not exist for an owner, and nothing changes', async () => {
    const { id, name } = await realTenant();
    const owner = as(makeMember({ id, slug: 'x', name }));
    const asked = [
      createTenant(owner, { slug: 'mine', name: 'Mine', quota }),
      getTenant(owner, id),
      listTenants(owner),
      updateTenant(owner, { id, name: 'Other' }),
      updateQuota(owner, { id, quota }),
      suspendTenant(owner, { id, reason: 'no' }),
      unsuspendTenant(owner, { id }),
      retryTenant(owner, { id }),
      deleteTenant(owner, { id, confirmName: name }),
    ];
    for (const verb of asked) expect(await refusalOf(verb)).toMatchObject({ code: 'not-found' });
    expect(await getTenant(opened.ctx, id)).toMatchObject({ name, state: 'active', job: null });
  });
});

describe('suspend and unsuspend', () => {
  test('a suspension counts from the click on, with its reason, a job and a line in the record', async () => {
    const { db } = opened.ctx;
    const tenant = await realTenant();
    const operator = as(makeOperator());
    const { jobId } = await suspendTenant(operator, { id: tenant.id, reason: 'unpaid' });
    expect(await getTenant(operator, tenant.id)).toMatchObject({
      state: 'suspended',
      suspendedReason: 'unpaid',
      job: { id: jobId, kind: 'suspend-tenant' },
    });
    const entry = await db.auditEntry.findFirstOrThrow({ where: { tenantId: tenant.id } });
    expect(entry).toMatchObject({ action: 'tenant.suspend', details: { reason: 'unpaid' } });
    expect(await refusalOf(unsuspendTenant(operator, { id: tenant.id }))).toMatchObject({ code: 'busy' });
  });

  test('each needs its own state', async () => {
    const tenant = await realTenant();
    const suspended = await realTenant({ state: 'suspended' });
    expect(await refusalOf(unsuspendTenant(opened.ctx, tenant))).toMatchObject({
      code: 'wrong-state',
      reason: 'unsuspend-needs-suspended',
    });
    expect(await refusalOf(suspendTenant(opened.ctx, { id: suspended.id, reason: 'x' }))).toMatchObject({
      reason: 'suspend-needs-active',
    });
  });

  test('of two at the same moment one is refused', async () => {
    const tenant = await realTenant();
    const suspend = () => refusalOf(suspendTenant(opened.ctx, { id: tenant.id, reason: 'x' }));
    const outcomes = await Promise.all([suspend(), suspend()]);
    expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(1);
    expect(await opened.ctx.db.job.count({ where: { tenantId: tenant.id } })).toBe(1);
  });
});

describe('delete', () => {
  test('is refused while there are instances, and without the exact name', async () => {
    const tenant = await realTenant();
    await makeInstance(opened.ctx.db, { tenantId: tenant.id });
    const remove = (confirmName: string) => deleteTenant(opened.ctx, { id: tenant.id, confirmName });
    expect(await refusalOf(remove(tenant.name))).toMatchObject({
      reason: 'tenant-has-instances',
      message: `${tenant.name} still has 1 instance. Delete it first: deleting a tenant never deletes any data along the way.`,
    });
    await opened.ctx.db.instance.deleteMany({ where: { tenantId: tenant.id } });
    expect(await refusalOf(remove(tenant.slug))).toMatchObject({ reason: 'delete-name-differs' });
    expect(await getTenant(opened.ctx, tenant.id)).toMatchObject({ state: 'active' });
  });
});

describe('read', () => {
  test('a list shows usage beside quota, finds by part of a name or a member, and sorts by usage', async () => {
    const { ctx } = opened;
    const mark = `mark-${Date.now().toString(36)}`;
    const [small, large] = [await realTenant({ name: `${mark} B` }), await realTenant({ name: `${mark} A` })];
    await makeInstance(ctx.db, { tenantId: large.id });
    await makeInstance(ctx.db, { tenantId: large.id, kind: 'app', memoryBytes: 2 * gib });
    await makeInstance(ctx.db, { tenantId: large.id, state: 'failed' });
    await makeInstance(ctx.db, { tenantId: small.id });
    const user = await makeUser(ctx.db);
    await ctx.db.member.create({ data: { tenantId: small.id, userId: user.id, role: 'owner' } });

    const ids = async (input: Parameters<typeof listTenants>[1]) =>
      (await listTenants(ctx, input)).items.map(({ id }) => id);
    expect(await ids({ search: mark })).toEqual([large.id, small.id]);
    expect(await ids({ search: mark, sort: 'memory', order: 'asc' })).toEqual([small.id, large.id]);
    expect(await ids({ search: mark, sort: 'instances', order: 'desc' })).toEqual([large.id, small.id]);
    expect(await ids({ search: user.email })).toEqual([small.id]);
    expect(await ids({ search: mark, state: 'suspended' })).toEqual([]);
    expect(await ids({ search: '100%_' })).toEqual([]);

    const page = await listTenants(ctx, { search: mark, page: 2, pageSize: 1 });
    expect(page).toMatchObject({ total: 2, page: 2, items: [{ owner: { email: user.email } }] });
    expect((await listTenants(ctx, { search: mark })).items[0]?.used).toEqual({
      ...{ instances: 2, lightVms: 1, vms: 0, apps: 1, sandboxes: 0, unikernels: 0 },
      ...{ vcpus: 2, memoryBytes: 3 * gib, diskBytes: 20 * gib },
    });
  });

  test('usage counts the traffic of this month (UTC) alone', async () => {
    const { db } = opened.ctx;
    const tenant = await realTenant();
    const { id: instanceId } = await makeInstance(db, { tenantId: tenant.id });
    const bytes = { tenantId: tenant.id, rxBytes: 2000, txBytes: 500, lastAt: new Date() };
    await db.trafficMonth.createMany({
      data: [
        { instanceId, month: new Date('2026-10-01'), ...bytes },
        { instanceId, month: new Date('2026-11-01'), ...bytes },
      ],
    });
    const ctx = { ...opened.ctx, now: () => new Date('2026-11-30T23:59:00Z') };
    expect(await tenantUsage(ctx, tenant.id)).toMatchObject({
      month: '2026-11',
      lightVms: { used: 1, limit: 10 },
      diskBytes: { used: 10 * gib, limit: 100 * gib },
      trafficBytes: { used: 2500, limit: 1000 * gib },
    });
  });
});

test('a name and a plan set can be changed, to one that there is', async () => {
  const { ctx } = opened;
  const tenant = await realTenant();
  const planSet = await ctx.db.planSet.create({ data: { name: `Set ${tenant.slug}` } });
  const changed = await updateTenant(ctx, { id: tenant.id, name: 'New name', planSetId: planSet.id });
  expect(changed).toMatchObject({ name: 'New name', planSet: { id: planSet.id } });
  expect(await updateTenant(ctx, { id: tenant.id, planSetId: null })).toMatchObject({ planSet: null });
  const planSetId = '018f0000-0000-7000-8000-000000000000';
  expect(await refusalOf(updateTenant(ctx, { id: tenant.id, planSetId }))).toMatchObject({
    reason: 'tenant-plan-set-unknown',
    field: 'planSetId',
  });
});
