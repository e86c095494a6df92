import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import { makeMember, makeOperator } from '#server/testing/make-actor.ts';
import { makeInstance } from '#server/testing/make-instance.ts';
import { makeJob } from '#server/testing/make-job.ts';
import { makeNetwork } from '#server/testing/make-network.ts';
import { makeTenant } from '#server/testing/make-tenant.ts';
import { makeVault } from '#server/testing/make-vault.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { refusalOf } from '#server/testing/refusal-of.ts';
import { planShred } from '#server/vaults/plan-shred.ts';
import { takeBackShred } from '#server/vaults/take-back-shred.ts';
import { deleteTenant } from './delete-tenant.ts';
import { endTenant } from './end-tenant.ts';
import { endTenants } from './end-tenants.ts';
import { getTenantEnd } from './get-tenant-end.ts';
import { endingReason } from './schema.ts';
import { whyNotTenant } from './states.ts';
import { suspendTenantJob } from './suspend-tenant.job.ts';
import { suspendTenant } from './suspend-tenant.ts';
import { takeBackEnd } from './take-back-end.ts';
import { unsuspendTenant } from './unsuspend-tenant.ts';

const dayMs = 86_400_000;
let opened: TestCtx;
let ctx: Ctx;
beforeAll(async () => {
  opened = await openTestCtx();
  ctx = { ...opened.ctx, actor: makeOperator() };
});
afterAll(() => opened?.close());

async function realTenant(over = {}) {
  const tenant = await makeTenant(ctx.db, over);
  await makeNetwork(ctx.db, tenant.id);
  return tenant;
}
type Tenant = Awaited<ReturnType<typeof realTenant>>;

const end = ({ id, name }: Tenant) => endTenant(ctx, { id, confirmName: name });
const rowOf = ({ id }: { id: string }) => ctx.db.tenant.findUniqueOrThrow({ where: { id } });
const vaultOf = ({ id }: { id: string }) => ctx.db.vault.findUniqueOrThrow({ where: { id } });
const after = (days: number): Ctx => ({ ...ctx, now: () => new Date(Date.now() + days * dayMs) });
const jobsOf = async ({ id }: Tenant) => {
  const jobs = await ctx.db.job.findMany({ where: { tenantId: id }, orderBy: { createdAt: 'asc' } });
  return jobs.map(({ kind }) => kind);
};
/** As its worker would: these jobs are not about the engine. */
const finish = (tenant: Tenant, state = 'done') =>
  ctx.db.job.updateMany({ where: { tenantId: tenant.id }, data: { state, finishedAt: new Date() } });

describe('the rules', () => {
  const now = new Date('2026-11-26T12:00:00Z');
  const tenant = { name: 'Acme', state: 'active' as const, endAfter: null, instances: 0, job: null };
  const later = { ...tenant, state: 'suspended' as const, endAfter: '2026-11-26T12:00:01Z' };

  test('an end is asked for once, and taken back until its moment has come', () => {
    expect(whyNotTenant('end', tenant, now)).toBeNull();
    expect(whyNotTenant('end', { ...tenant, instances: 3, vaults: 2, isos: 1 }, now)).toBeNull();
    expect(whyNotTenant('end', later, now)).toMatchObject({ reason: 'tenant-is-ending' });
    expect(whyNotTenant('end', { ...tenant, state: 'failed' }, now)).toMatchObject({ code: 'wrong-state' });
    expect(whyNotTenant('take-back', tenant, now)).toMatchObject({ reason: 'tenant-not-ending' });
    expect(whyNotTenant('take-back', later, now)).toBeNull();
    const tooLate = { ...later, endAfter: now.toISOString() };
    expect(whyNotTenant('take-back', tooLate, now)).toMatchObject({ reason: 'tenant-take-back-too-late' });
  });

  test('its suspension is not lifted past its end, and an empty one can still be deleted at once', () => {
    expect(whyNotTenant('unsuspend', later, now)).toMatchObject({ reason: 'tenant-is-ending' });
    expect(whyNotTenant('delete', later, now)).toBeNull();
    expect(whyNotTenant('delete', { ...later, vaults: 1 }, now)).toMatchObject({
      reason: 'tenant-has-vaults',
    });
  });
});

test('only an operator asks for it, with the exact name', async () => {
  const tenant = await realTenant();
  const owner = { ...ctx, actor: makeMember(tenant) };
  const byOwner = endTenant(owner, { id: tenant.id, confirmName: tenant.name });
  expect(await refusalOf(byOwner)).toMatchObject({ code: 'not-found' });
  const misspelt = endTenant(ctx, { id: tenant.id, confirmName: tenant.slug });
  expect(await refusalOf(misspelt)).toMatchObject({ reason: 'delete-name-differs', field: 'confirmName' });
  expect(await rowOf(tenant)).toMatchObject({ state: 'active', endAfter: null });
  await end(tenant);
  expect(await refusalOf(takeBackEnd(owner, tenant))).toMatchObject({ code: 'not-found' });
});

test('with it everything stands still and every vault ends; taken back, all is as before', async () => {
  const tenant = await realTenant();
  const [vault, planned] = [
    await makeVault(ctx.db, { tenantId: tenant.id, name: 'one' }),
    await makeVault(ctx.db, { tenantId: tenant.id, name: 'two' }),
  ];
  const owner = { ...ctx, actor: makeMember(tenant) };
  const own = await planShred(owner, { id: planned.id, confirmName: 'two' });

  const ending = await end(tenant);
  expect(ending).toMatchObject({ state: 'suspended', suspendedReason: endingReason });
  expect(ending).toMatchObject({ endBy: 'operator@example.com', job: { kind: 'suspend-tenant' } });
  const inDays = (new Date(ending.endAfter ?? 0).getTime() - Date.now()) / dayMs;
  expect(inDays).toBeGreaterThan(6.9);
  expect(inDays).toBeLessThan(7.1);
  expect(await vaultOf(vault)).toMatchObject({
    ...{ shredByKind: 'user', shredByName: 'the provider', endsWithTenant: true },
    shredAfter: new Date(ending.endAfter ?? 0),
  });
  expect(await vaultOf(planned)).toMatchObject({
    ...{ shredByName: 'ada@example.com', endsWithTenant: false },
    shredAfter: new Date(own.shredAfter ?? 0),
  });
  expect(await refusalOf(takeBackEnd(ctx, tenant)), 'while it is being stopped').toMatchObject({
    code: 'busy',
  });
  await finish(tenant);
  expect(await refusalOf(unsuspendTenant(ctx, tenant))).toMatchObject({ reason: 'tenant-is-ending' });
  expect(await refusalOf(suspendTenant(ctx, { id: tenant.id, reason: 'x' }))).toMatchObject({
    code: 'wrong-state',
  });
  expect(await refusalOf(takeBackShred(owner, vault))).toMatchObject({ reason: 'vault-ends-with-tenant' });

  await takeBackEnd(ctx, tenant);
  expect(await rowOf(tenant)).toMatchObject({ endAfter: null, endByKind: null, endByName: null });
  expect(await vaultOf(vault)).toMatchObject({ shredAfter: null, shredByName: null, endsWithTenant: false });
  expect(await vaultOf(planned)).toMatchObject({ shredAfter: new Date(own.shredAfter ?? 0) });
  expect(await jobsOf(tenant)).toEqual(['suspend-tenant', 'unsuspend-tenant']);
  const history = await ctx.db.vaultEvent.findMany({ where: { vaultId: vault.id }, orderBy: { at: 'asc' } });
  expect(history).toMatchObject([
    { what: 'shred-planned', actorName: 'operator@example.com', note: 'its account ends' },
    { what: 'shred-taken-back', actorName: 'operator@example.com', note: 'its account stays' },
  ]);
  const entries = await ctx.db.auditEntry.findMany({ where: { tenantId: tenant.id } });
  const actions = entries.map(({ action }) => action);
  expect(actions).toEqual(expect.arrayContaining(['tenant.end', 'tenant.take-back']));
});

test('an own plan that its owner takes back meanwhile becomes that of the account', async () => {
  const tenant = await realTenant();
  const vault = await makeVault(ctx.db, { tenantId: tenant.id, name: 'one' });
  await planShred(ctx, { id: vault.id, confirmName: 'one' });
  const { endAfter } = await end(tenant);
  await finish(tenant);
  await takeBackShred({ ...ctx, actor: makeMember(tenant) }, vault);
  expect(await vaultOf(vault)).toMatchObject({
    ...{ endsWithTenant: true, shredAfter: new Date(endAfter ?? 0) },
  });
});

test('one that was suspended for another reason stays so, when its end is taken back too', async () => {
  const tenant = await realTenant({ state: 'suspended', suspendedReason: 'unpaid' });
  expect(await end(tenant)).toMatchObject({ suspendedReason: 'unpaid', job: null });
  await takeBackEnd(ctx, tenant);
  expect(await rowOf(tenant)).toMatchObject({ state: 'suspended', suspendedReason: 'unpaid' });
  expect(await jobsOf(tenant)).toEqual([]);
});

test('before its moment the loop takes nothing away, and suspends again what was not suspended', async () => {
  const tenant = await realTenant();
  await makeInstance(ctx.db, { tenantId: tenant.id, state: 'stopped' });
  await end(tenant);
  await endTenants(after(6));
  expect(await jobsOf(tenant), 'while a job is at work').toEqual(['suspend-tenant']);
  await finish(tenant, 'failed');
  const params = { tenantId: tenant.id, project: '' };
  await ctx.db.$transaction(async (tx) =>
    suspendTenantJob.onFailed?.(tx, params, new AppError('internal', 'internal', { id: 'x' })),
  );
  expect(await rowOf(tenant), 'nothing of it may start').toMatchObject({ state: 'suspended' });
  expect(await getTenantEnd(ctx, tenant.id)).toMatchObject({
    failed: [{ kind: 'suspend-tenant', state: 'failed' }],
  });
  await endTenants(ctx);
  expect(await jobsOf(tenant), 'not at once').toEqual(['suspend-tenant']);
  await endTenants(after(6));
  expect(await jobsOf(tenant)).toEqual(['suspend-tenant', 'suspend-tenant']);
  expect(await rowOf(tenant)).toMatchObject({ state: 'suspended', suspendedReason: endingReason });
});

test('what is stuck in a vault is not suspended again and again, and holds up nothing outside of it', async () => {
  const tenant = await realTenant();
  const where = { tenantId: tenant.id };
  const vault = await makeVault(ctx.db, { ...where, name: 'one' });
  const inside = await makeInstance(ctx.db, { ...where, vaultId: vault.id, state: 'starting' });
  await makeInstance(ctx.db, { ...where, state: 'stopped' });
  await end(tenant);
  await finish(tenant);
  const subjectKey = `instance:${inside.id}`;
  await makeJob(ctx.db, {
    ...where,
    instanceId: inside.id,
    subjectKey,
    kind: 'start-instance',
    state: 'stuck',
  });
  await endTenants(after(8));
  expect(await jobsOf(tenant)).toEqual(['suspend-tenant', 'start-instance', 'delete-instance']);
});

test('when it has come: what can go goes, what failed waits its pause and is told, and others go on', async () => {
  const [stuck, empty] = [await realTenant(), await realTenant()];
  const first = await makeInstance(ctx.db, { tenantId: stuck.id, state: 'stopped' });
  const vault = await makeVault(ctx.db, { tenantId: stuck.id, name: 'one' });
  await planShred(ctx, { id: vault.id, confirmName: 'one' });
  await ctx.db.vault.update({
    where: { id: vault.id },
    data: { shredAfter: new Date(Date.now() + 60 * dayMs) },
  });
  for (const tenant of [stuck, empty]) {
    await end(tenant);
    await finish(tenant);
  }
  const ended = after(8);
  await Promise.all([endTenants(ended), endTenants(ended)]);
  expect(await jobsOf(stuck)).toEqual(['suspend-tenant', 'delete-instance']);
  expect(await jobsOf(empty)).toEqual(['suspend-tenant', 'delete-tenant']);
  expect(await rowOf(empty)).toMatchObject({ state: 'deleting' });
  expect(await vaultOf(vault), 'nothing waits longer than the account').toMatchObject({
    ...{ endsWithTenant: true, shredAfter: (await rowOf(stuck)).endAfter },
  });

  await ctx.db.job.updateMany({
    where: { tenantId: stuck.id, kind: 'delete-instance' },
    data: {
      state: 'failed',
      finishedAt: ended.now(),
      createdAt: ended.now(),
      error: 'no',
      errorReason: 'internal',
    },
  });
  await endTenants(ended);
  expect(await jobsOf(stuck)).toHaveLength(2);
  expect(await getTenantEnd(ended, stuck.id)).toMatchObject({
    ...{ instances: 1, vaults: 1, isos: 0, days: 7 },
    failed: [{ kind: 'delete-instance', subject: first.name, state: 'failed' }],
  });
  await endTenants(after(8.1));
  expect(await jobsOf(stuck)).toHaveLength(3);
  expect(await refusalOf(takeBackEnd(ended, stuck))).toMatchObject({ reason: 'tenant-take-back-too-late' });
  const remove = deleteTenant(ctx, { id: stuck.id, confirmName: stuck.name });
  expect(await refusalOf(remove)).toMatchObject({ reason: 'tenant-has-instances' });
});
