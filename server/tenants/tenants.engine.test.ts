import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isEngineError } from '#server/incus/engine-error.ts';
import { getNetworkAcl } from '#server/incus/network-acls.ts';
import { getNetwork } from '#server/incus/networks.ts';
import { getProject, getProjectState } from '#server/incus/projects.ts';
import type { AnyJob } from '#server/jobs/define-job.ts';
import { ensureAcl, removeAcl } from '#server/networks/ensure-acl.ts';
import { ensureNetwork, removeNetwork } from '#server/networks/ensure-network.ts';
import { bridgeName, gatewayOf, projectName } from '#server/networks/network-names.ts';
import { makeUser } from '#server/testing/make-user.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { ownName } from '#server/testing/own-name.ts';
import { refusalOf } from '#server/testing/refusal-of.ts';
import { runQueuedJobs, runVariant } from '#server/testing/run-queued-jobs.ts';
import { everythingTwice, failAfter } from '#server/testing/vary-job.ts';
import type { Tools } from '#server/tools.ts';
import { createTenantJob } from './create-tenant.job.ts';
import { createTenant } from './create-tenant.ts';
import { deleteTenantJob } from './delete-tenant.job.ts';
import { deleteTenant } from './delete-tenant.ts';
import { removeProject } from './ensure-project.ts';
import { getTenant } from './get-tenant.ts';
import { retryTenant } from './retry-tenant.ts';
import type { CreateTenantInput } from './schema.ts';

const gib = 1024 ** 3;
const quota = {
  lightVms: 3,
  vms: 1,
  apps: 2,
  sandboxes: 0,
  unikernels: 0,
  vcpus: 4,
  memoryBytes: 2.5 * gib,
  diskBytes: 20 * gib,
  trafficBytes: 100 * gib,
};

let opened: TestCtx;
const made: { id: string; slug: string }[] = [];

beforeAll(async () => {
  opened = await openTestCtx();
});
afterAll(async () => {
  // One that will not go must not keep the others.
  const removals = await Promise.allSettled(made.map(removeFromEngine));
  await opened.close();
  expect(removals.filter(({ status }) => status === 'rejected')).toEqual([]);
});

async function removeFromEngine({ id, slug }: { id: string; slug: string }): Promise<void> {
  const { engine } = opened.ctx;
  const names = { tenantId: id, project: projectName(slug), bridge: bridgeName(id), subnet: '' };
  await removeProject(engine, names);
  await removeNetwork(engine, names);
  await removeAcl(engine, names);
}

/** A tenant's rows and its waiting job: nothing is on the engine yet. */
async function begin(over: Partial<CreateTenantInput> = {}) {
  const slug = ownName();
  const created = await createTenant(opened.ctx, { slug, name: `Test ${slug}`, quota, ...over });
  made.push({ id: created.tenantId, slug });
  return { ...created, slug };
}

async function create(over: Partial<CreateTenantInput> = {}) {
  const tenant = await begin(over);
  await runQueuedJobs(opened.ctx);
  const { state, error } = await opened.ctx.db.job.findUniqueOrThrow({ where: { id: tenant.jobId } });
  if (state !== 'done') throw new Error(`${tenant.slug} was not made: ${error}`);
  return tenant;
}

/** Runs one job as a worker would that knows this variant of it. */
function run(jobId: string, job: AnyJob<Tools>): Promise<void> {
  return runVariant(opened.ctx, jobId, job);
}

async function isThere(get: Promise<unknown>): Promise<boolean> {
  try {
    await get;
    return true;
  } catch (error) {
    if (isEngineError(error, 'not-found')) return false;
    throw error;
  }
}

async function whatIsLeft({ tenantId, slug }: { tenantId: string; slug: string }) {
  const { engine } = opened.ctx;
  const name = bridgeName(tenantId);
  return {
    project: await isThere(getProject(engine, { name: projectName(slug) })),
    network: await isThere(getNetwork(engine, { name })),
    acl: await isThere(getNetworkAcl(engine, { name })),
  };
}
const nothing = { project: false, network: false, acl: false };
const everything = { project: true, network: true, acl: true };

const stateOf = async (id: string) => (await getTenant(opened.ctx, id)).state;

describe('create', () => {
  test('makes a restricted project with exactly these limits, a network and its rules', async () => {
    const { engine, db } = opened.ctx;
    const { tenantId, slug } = await create();
    expect(await stateOf(tenantId)).toBe('active');
    const project = await getProject(engine, { name: projectName(slug) });
    expect(project.config).toMatchObject({
      restricted: 'true',
      'features.images': 'false',
      'features.networks': 'false',
      'features.profiles': 'true',
      'limits.containers': '5',
      'limits.virtual-machines': '1',
      'limits.cpu': '4',
      'limits.memory': '2560MiB',
      'limits.disk': '20GiB',
      'restricted.networks.access': bridgeName(tenantId),
    });
    const state = await getProjectState(engine, { name: projectName(slug) });
    expect(state.memory).toEqual({ usage: 0, limit: quota.memoryBytes });
    const row = await db.network.findUniqueOrThrow({ where: { tenantId } });
    const network = await getNetwork(engine, { name: row.bridge });
    expect(network.config).toMatchObject({
      'ipv4.address': `${gatewayOf(row.subnet)}/24`,
      'ipv4.nat': 'true',
      'ipv6.address': 'none',
      'security.acls': row.bridge,
    });
    const acl = await getNetworkAcl(engine, { name: row.bridge });
    expect(acl.egress.map(({ action }) => action)).toEqual(['reject', 'reject']);
  });

  test('refuses a slug that is taken, and an owner who is nobody', async () => {
    const { slug } = await begin();
    expect(await refusalOf(createTenant(opened.ctx, { slug, name: 'Again', quota }))).toMatchObject({
      code: 'conflict',
      reason: 'tenant-slug-taken',
      field: 'slug',
    });
    const ownerUserId = '018f0000-0000-7000-8000-000000000000';
    expect(await refusalOf(begin({ ownerUserId }))).toMatchObject({ reason: 'tenant-owner-unknown' });
  });

  test('makes somebody who is known the owner, and invites everybody else by a link', async () => {
    const user = await makeUser(opened.ctx.db);
    const known = await begin({ ownerEmail: user.email });
    expect(known.invitation).toBeUndefined();
    expect((await getTenant(opened.ctx, known.tenantId)).owner?.email).toBe(user.email);
    const unknown = await begin({ ownerEmail: 'new@example.com' });
    expect(unknown.invitation?.link).toMatch(/\/invite\/\S{20,}$/);
  });

  test('comes to be together with the invitation of its owner, or not at all', async () => {
    const { db } = opened.ctx;
    await db.$executeRaw`ALTER TABLE "Invitation" ADD CONSTRAINT broken CHECK ("email" <> 'broken@example.com')`;
    const slug = ownName();
    const asked = createTenant(opened.ctx, { slug, name: 'Half', quota, ownerEmail: 'broken@example.com' });
    await expect(asked).rejects.toThrow();
    expect(await db.tenant.count({ where: { slug } })).toBe(0);
    expect(await db.job.count({ where: { subject: slug } })).toBe(0);
  });

  test('steps that run twice give the same end', async () => {
    const tenant = await begin();
    await run(tenant.jobId, everythingTwice(createTenantJob));
    expect(await stateOf(tenant.tenantId)).toBe('active');
    expect(await whatIsLeft(tenant)).toEqual(everything);
  });

  test.each([0, 1, 2])(
    'leaves nothing on the engine when step %i fails, and can be tried again',
    async (step) => {
      const tenant = await begin();
      await run(tenant.jobId, everythingTwice(failAfter(createTenantJob, step)));
      expect(await whatIsLeft(tenant)).toEqual(nothing);
      expect(await stateOf(tenant.tenantId)).toBe('failed');
      await retryTenant(opened.ctx, { id: tenant.tenantId });
      await runQueuedJobs(opened.ctx);
      expect(await stateOf(tenant.tenantId)).toBe('active');
      expect(await whatIsLeft(tenant)).toEqual(everything);
    },
  );

  test("never takes a network that is somebody else's", async () => {
    const { db, engine } = opened.ctx;
    const tenant = await begin();
    const bridge = bridgeName(tenant.tenantId);
    const { subnet } = await db.network.findUniqueOrThrow({ where: { tenantId: tenant.tenantId } });
    const foreign = { tenantId: 'another', bridge, subnet };
    await ensureAcl(engine, foreign, { ingress: [], egress: [] });
    await ensureNetwork(engine, foreign);
    await runQueuedJobs(opened.ctx);
    expect(await stateOf(tenant.tenantId)).toBe('failed');
    expect(await whatIsLeft(tenant)).toEqual({ project: false, network: true, acl: true });
    await removeNetwork(engine, foreign);
    await removeAcl(engine, foreign);
  });
});

describe('delete', () => {
  test('leaves nothing: no project, no network, no rules, no rows', async () => {
    const tenant = await create();
    await deleteTenant(opened.ctx, { id: tenant.tenantId, confirmName: `Test ${tenant.slug}` });
    expect(await stateOf(tenant.tenantId)).toBe('deleting');
    await runQueuedJobs(opened.ctx);
    expect(await whatIsLeft(tenant)).toEqual(nothing);
    expect(await refusalOf(getTenant(opened.ctx, tenant.tenantId))).toMatchObject({ code: 'not-found' });
    expect(await opened.ctx.db.network.count({ where: { tenantId: tenant.tenantId } })).toBe(0);
  });

  test.each([0, 1, 2])('brings everything back when step %i fails', async (step) => {
    const tenant = await create();
    const input = { id: tenant.tenantId, confirmName: `Test ${tenant.slug}` };
    const { jobId } = await deleteTenant(opened.ctx, input);
    await run(jobId, everythingTwice(failAfter(deleteTenantJob, step)));
    expect(await stateOf(tenant.tenantId)).toBe('active');
    expect(await whatIsLeft(tenant)).toEqual(everything);
  });

  test('of a tenant that could not be made finds nothing to take away', async () => {
    const tenant = await begin();
    await run(tenant.jobId, failAfter(createTenantJob, 0));
    await deleteTenant(opened.ctx, { id: tenant.tenantId, confirmName: `Test ${tenant.slug}` });
    await runQueuedJobs(opened.ctx);
    expect(await refusalOf(getTenant(opened.ctx, tenant.tenantId))).toMatchObject({ code: 'not-found' });
  });
});
