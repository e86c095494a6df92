import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Ctx } from '#server/context.ts';
import type { Prisma } from '#server/db.ts';
import { unseal } from '#server/secrets/seal.ts';
import { createSshKey } from '#server/ssh-keys/create-ssh-key.ts';
import { makeMember } from '#server/testing/make-actor.ts';
import { makeImage } from '#server/testing/make-image.ts';
import { makeInstance } from '#server/testing/make-instance.ts';
import { makeNetwork } from '#server/testing/make-network.ts';
import { makeTenant } from '#server/testing/make-tenant.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { refusalOf } from '#server/testing/refusal-of.ts';
import { createInstance } from './create-instance.ts';
import { getInstance } from './get-instance.ts';
import { type CreateInstanceInput, createInstanceInput } from './schema.ts';

const gib = 1024 ** 3;
const publicKey = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f laptop';

let opened: TestCtx;
let ctx: Ctx;
let tenant: Awaited<ReturnType<typeof makeTenant>>;
let image: Awaited<ReturnType<typeof makeImage>>;

beforeAll(async () => {
  opened = await openTestCtx();
});
afterAll(() => opened?.close());
beforeEach(async () => {
  tenant = await makeTenant(opened.ctx.db);
  await makeNetwork(opened.ctx.db, tenant.id);
  image = await makeImage(opened.ctx.db);
  ctx = { ...opened.ctx, actor: makeMember(tenant, 'developer') };
});

function create(wish: Partial<CreateInstanceInput> = {}, as = ctx) {
  const size = { vcpus: 1, memoryBytes: gib, diskBytes: 10 * gib };
  const input = { tenant: tenant.slug, name: 'web-1', imageId: image.id, ...size, ...wish };
  return createInstance(as, createInstanceInput.parse(input));
}
async function makePlan(over: Partial<Prisma.PlanUncheckedCreateInput> = {}) {
  const amounts = { vcpus: 2, memoryBytes: 2 * gib, diskBytes: 20 * gib, trafficBytes: gib };
  const prices = { priceHourMicros: 7000, priceMonthMicros: 4_000_000 };
  const slug = `p-${crypto.randomUUID().slice(0, 8)}`;
  return ctx.db.plan.create({ data: { slug, name: slug, ...amounts, ...prices, ...over } });
}
async function sellOnly(planIds: string[]) {
  const plans = { create: planIds.map((planId) => ({ planId })) };
  const set = await ctx.db.planSet.create({
    data: { name: crypto.randomUUID(), allowsOwnSize: false, plans },
  });
  await ctx.db.tenant.update({ where: { id: tenant.id }, data: { planSetId: set.id } });
}

describe('an instance that may be', () => {
  test('has its row, address and job at once, and a line in the record', async () => {
    const { id: sshKeyId } = await createSshKey(ctx, { tenant: tenant.slug, publicKey });
    const created = await create({ sshKeyIds: [sshKeyId] });
    const view = await getInstance(ctx, created.instanceId);
    expect(created.ipv4).toMatch(/\.10$/);
    expect(view).toMatchObject({ state: 'creating', ipv4: created.ipv4, vcpus: 1, memoryBytes: gib });
    expect(view.job).toMatchObject({
      id: created.jobId,
      kind: 'create-instance',
      state: 'queued',
      doneSteps: 0,
    });
    const job = await ctx.db.job.findUniqueOrThrow({ where: { id: created.jobId } });
    expect(job.params).toMatchObject({ imageAlias: image.alias, ipv4: created.ipv4, sshKeys: [publicKey] });
    const entry = await ctx.db.auditEntry.findFirstOrThrow({ where: { targetId: created.instanceId } });
    expect(entry).toMatchObject({ action: 'instance.create', targetName: 'web-1', tenantId: tenant.id });
  });

  test('has a root password that no row holds: only its hash travels, sealed', async () => {
    const { jobId, rootPassword = '' } = await create({ wantsRootPassword: true, userData: 'token: abc' });
    expect(rootPassword).toHaveLength(20);
    const { params } = await ctx.db.job.findUniqueOrThrow({ where: { id: jobId } });
    expect(JSON.stringify(params)).not.toMatch(/\$6\$|token: abc/);
    const { ciphertext } = await ctx.db.jobSecret.findUniqueOrThrow({ where: { jobId } });
    expect(Buffer.from(ciphertext).toString('latin1')).not.toMatch(/\$6\$|token: abc/);
    const secret = unseal(ciphertext, jobId);
    expect(JSON.parse(secret)).toEqual({
      rootPasswordHash: expect.stringMatching(/^\$6\$/),
      userData: 'token: abc',
    });
    expect(secret).not.toContain(rootPassword);
  });

  test('without a password or user-data has no secret', async () => {
    const { jobId, rootPassword } = await create();
    expect(rootPassword).toBeUndefined();
    expect(await ctx.db.jobSecret.count({ where: { jobId } })).toBe(0);
  });

  test('of a plan has the size of the plan, whatever else is asked for', async () => {
    const plan = await makePlan();
    await sellOnly([plan.id]);
    const { instanceId } = await create({ planId: plan.id, vcpus: 8 });
    expect(await getInstance(ctx, instanceId)).toMatchObject({
      vcpus: 2,
      memoryBytes: 2 * gib,
      diskBytes: 20 * gib,
      plan: { id: plan.id },
    });
  });
});

describe('is refused before anything is made:', () => {
  async function refused(wish: Partial<CreateInstanceInput> = {}, as = ctx) {
    const before = await counts();
    const refusal = await refusalOf(create(wish, as));
    expect(await counts()).toEqual(before);
    return refusal;
  }
  const counts = () => Promise.all([ctx.db.instance.count(), ctx.db.job.count(), ctx.db.auditEntry.count()]);

  test('a name that is taken, in any case of letters', async () => {
    await create();
    const refusal = { code: 'conflict', reason: 'instance-name-taken', field: 'name' };
    expect(await refused()).toMatchObject(refusal);
    expect(await refused({ name: 'Web-1' })).toMatchObject(refusal);
  });

  test('an image that is gone, disabled or too large for the disk', async () => {
    const gone = { code: 'refused', reason: 'image-gone', field: 'imageId' };
    expect(await refused({ imageId: crypto.randomUUID() })).toMatchObject(gone);
    for (const flaw of [{ isEnabled: false }, { isPresent: false }, { kind: 'vm' }]) {
      const flawed = await makeImage(ctx.db, flaw);
      expect(await refused({ imageId: flawed.id })).toMatchObject(gone);
    }
    const minimal = await makeImage(ctx.db, { hasCloudInit: false });
    await expect(create({ imageId: minimal.id, userData: '#!/bin/sh' })).rejects.toMatchObject({
      reason: 'image-without-cloud-init',
      field: 'userData',
    });
    const large = await makeImage(ctx.db, { minDiskBytes: 11 * gib });
    expect(await refused({ imageId: large.id })).toMatchObject({
      reason: 'image-needs-disk',
      params: { image: large.name, gib: 11 },
    });
  });

  test('a plan that is not sold to the tenant, and a size of its own where only plans are sold', async () => {
    const [sold, other] = [await makePlan(), await makePlan()];
    const retired = await makePlan({ isEnabled: false });
    await sellOnly([sold.id, retired.id]);
    const gone = { code: 'refused', reason: 'plan-gone', field: 'planId' };
    expect(await refused({ planId: other.id })).toMatchObject(gone);
    expect(await refused({ planId: retired.id })).toMatchObject(gone);
    expect(await refused()).toMatchObject({ code: 'refused', reason: 'own-size-not-allowed' });
  });

  test('more than the quota leaves', async () => {
    const data = { quotaVcpus: 8, quotaMemoryBytes: 8 * gib, quotaDiskBytes: 80 * gib };
    await ctx.db.tenant.update({ where: { id: tenant.id }, data });
    expect(await refused({ vcpus: 9 })).toMatchObject({ code: 'quota-exceeded', field: 'vcpus' });
    expect(await refused({ memoryBytes: 9 * gib })).toMatchObject({ field: 'memoryBytes' });
    expect(await refused({ diskBytes: 81 * gib })).toMatchObject({ field: 'diskBytes' });
    await ctx.db.tenant.update({ where: { id: tenant.id }, data: { quotaLightVms: 0 } });
    expect(await refused()).toMatchObject({ code: 'quota-exceeded', reason: 'quota-instances' });
  });

  test('a tenant that is suspended', async () => {
    const data = { state: 'suspended', suspendedReason: 'unpaid' };
    await ctx.db.tenant.update({ where: { id: tenant.id }, data });
    expect(await refused()).toMatchObject({ code: 'suspended', params: { reason: 'unpaid' } });
  });

  test('a kind that no node can run, with the reason of the node', async () => {
    const reason = 'KVM support is missing';
    const vm = { kind: 'vm', isSupported: false, reason, reasonKey: null, params: {} };
    const node = await ctx.db.node.create({ data: { name: 'n1', state: 'online', kinds: [vm] } });
    const refusal = {
      code: 'refused',
      reason: 'kind-not-supported',
      params: { detail: reason },
      field: 'kind',
    };
    expect(await refused({ kind: 'vm' })).toMatchObject(refusal);
    await ctx.db.node.delete({ where: { id: node.id } });
  });

  test('a kind of which no node has said anything, in words that are so', async () => {
    const detail = 'No node that is online has said yet that it can run this kind.';
    expect(await refused({ kind: 'vm' })).toMatchObject({ reason: 'kind-not-supported', params: { detail } });
  });

  test('the key of another tenant, in the same words as one that never was', async () => {
    const other = await makeTenant(ctx.db);
    const { id } = await createSshKey(opened.ctx, { tenant: other.slug, publicKey });
    const refusal = { code: 'not-found', reason: 'ssh-key-gone', field: 'sshKeyIds' };
    expect(await refused({ sshKeyIds: [id] })).toMatchObject(refusal);
    expect(await refused({ sshKeyIds: [crypto.randomUUID()] })).toMatchObject(refusal);
  });

  test('no address left', async () => {
    const { subnet } = await ctx.db.network.findUniqueOrThrow({ where: { tenantId: tenant.id } });
    const data = { quotaLightVms: 999, quotaVcpus: 999, quotaMemoryBytes: 2 ** 50, quotaDiskBytes: 2 ** 50 };
    await ctx.db.tenant.update({ where: { id: tenant.id }, data });
    for (let host = 10; host <= 250; host++) {
      await makeInstance(ctx.db, { tenantId: tenant.id, ipv4: subnet.replace(/0\/24$/, String(host)) });
    }
    expect(await refused()).toMatchObject({ code: 'quota-exceeded', reason: 'no-address-left' });
  });

  test('a reader, another tenant and a visitor', async () => {
    const reader = { ...ctx, actor: makeMember(tenant, 'reader') };
    expect(await refused({}, reader)).toMatchObject({ code: 'forbidden' });
    const stranger = { ...ctx, actor: makeMember(await makeTenant(ctx.db)) };
    expect(await refused({}, stranger)).toMatchObject({ code: 'not-found', reason: 'not-found' });
    const visitor = { ...ctx, actor: { kind: 'visitor' as const } };
    expect(await refused({}, visitor)).toMatchObject({ code: 'unauthenticated' });
  });
});

describe('at the same moment', () => {
  test('two of the same name: one is made', async () => {
    const ends = await Promise.all([refusalOf(create()), refusalOf(create())]);
    expect(ends.filter((end) => end === 'done')).toHaveLength(1);
  });

  test('eight more than the quota allows: exactly the quota is made, each with its own address', async () => {
    await ctx.db.tenant.update({ where: { id: tenant.id }, data: { quotaLightVms: 4 } });
    const ends = await Promise.all(
      Array.from({ length: 12 }, (_, index) => refusalOf(create({ name: `web-${index}` }))),
    );
    expect(ends.filter((end) => end === 'done')).toHaveLength(4);
    const rows = await ctx.db.instance.findMany({ where: { tenantId: tenant.id } });
    expect(new Set(rows.map((row) => row.ipv4)).size).toBe(4);
  });
});
