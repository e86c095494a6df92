import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Ctx } from '#server/context.ts';
import { makeMember, makeOperator } from '#server/testing/make-actor.ts';
import { makeImage } from '#server/testing/make-image.ts';
import { makeInstance } from '#server/testing/make-instance.ts';
import { makeNetwork } from '#server/testing/make-network.ts';
import { makeTenant } from '#server/testing/make-tenant.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { refusalOf } from '#server/testing/refusal-of.ts';
import { createOptions } from './create-options.ts';
import { deleteInstance } from './delete-instance.ts';
import { getInstance } from './get-instance.ts';
import { listInstances } from './list-instances.ts';
import { quoteInstance } from './quote-instance.ts';
import { recreateInstance } from './recreate-instance.ts';
import { reinstallInstance } from './reinstall-instance.ts';
import { renameInstance } from './rename-instance.ts';
import { resizeInstance } from './resize-instance.ts';
import { restartInstance } from './restart-instance.ts';
import { type InstanceState, instanceName, instanceStates, type ListInstancesInput } from './schema.ts';
import { setRootPassword } from './set-root-password.ts';
import { startInstance } from './start-instance.ts';
import { type InstanceAction, instanceRules } from './states.ts';
import { stopInstance } from './stop-instance.ts';
import { suggestName } from './suggest-name.ts';

const gib = 1024 ** 3;
let opened: TestCtx;
let ctx: Ctx;
let tenant: Awaited<ReturnType<typeof makeTenant>>;
let imageId: string;

beforeAll(async () => {
  opened = await openTestCtx();
  imageId = (await makeImage(opened.ctx.db)).id;
});
afterAll(() => opened?.close());
beforeEach(async () => {
  tenant = await makeTenant(opened.ctx.db);
  await makeNetwork(opened.ctx.db, tenant.id);
  ctx = { ...opened.ctx, actor: makeMember(tenant) };
});

const size = { vcpus: 2, memoryBytes: gib, diskBytes: 20 * gib };
/** Every verb that changes an instance and makes a job; the others are asked for in tests of their own. */
const actions = {
  start: (as: Ctx, id: string) => startInstance(as, { id }),
  stop: (as: Ctx, id: string) => stopInstance(as, { id }),
  restart: (as: Ctx, id: string) => restartInstance(as, { id }),
  rename: (as: Ctx, id: string) => renameInstance(as, { id, name: 'renamed' }),
  resize: (as: Ctx, id: string) => resizeInstance(as, { id, ...size }),
  reinstall: (as: Ctx, id: string) => reinstallInstance(as, { id, imageId }),
  recreate: (as: Ctx, id: string) => recreateInstance(as, { id, imageId }),
  delete: async (as: Ctx, id: string) => deleteInstance(as, { id, confirmName: await nameOf(id) }),
} satisfies Partial<Record<InstanceAction, (as: Ctx, id: string) => Promise<unknown>>>;
const allActions = { ...actions, 'set-root-password': (as: Ctx, id: string) => setRootPassword(as, { id }) };

async function nameOf(id: string): Promise<string> {
  return (await opened.ctx.db.instance.findUniqueOrThrow({ where: { id } })).name;
}
function make(state: InstanceState) {
  return makeInstance(ctx.db, { tenantId: tenant.id, state });
}

describe.each(Object.entries(actions))('%s', (name, act) => {
  const rule = instanceRules[name as keyof typeof actions];

  test.each(instanceStates)('of an instance that is %s: as the table says', async (state) => {
    const { id } = await make(state);
    const end = await refusalOf(act(ctx, id));
    const isAllowed = (rule.states as readonly string[]).includes(state);
    if (isAllowed) expect(end).toBe('done');
    else expect(end).toMatchObject({ code: 'wrong-state', reason: rule.otherwise });
    const jobs = await ctx.db.job.findMany({ where: { instanceId: id }, include: { steps: true } });
    const entries = await ctx.db.auditEntry.findMany({ where: { targetId: id } });
    expect(jobs.map((job) => job.kind)).toEqual(isAllowed ? [`${name}-instance`] : []);
    expect(entries.map((entry) => entry.action)).toEqual(isAllowed ? [`instance.${name}`] : []);
  });

  test('is refused while a job is at work', async () => {
    const { id } = await make(rule.states[0]);
    await act(ctx, id);
    expect(await refusalOf(act(ctx, id))).toMatchObject({ code: 'busy' });
    expect((await getInstance(ctx, id)).job).toMatchObject({ kind: `${name}-instance`, state: 'queued' });
  });

  test('twice at the same moment: one job', async () => {
    const { id } = await make(rule.states[0]);
    const ends = await Promise.all([refusalOf(act(ctx, id)), refusalOf(act(ctx, id))]);
    expect(ends.filter((end) => end === 'done')).toHaveLength(1);
    expect(await ctx.db.job.count({ where: { instanceId: id } })).toBe(1);
  });
});

test.each(Object.entries(allActions))(
  '%s by strangers, visitors and readers changes nothing',
  async (name, act) => {
    const { id } = await make(instanceRules[name as keyof typeof allActions].states[0]);
    const stranger = { ...ctx, actor: makeMember(await makeTenant(ctx.db)) };
    expect(await refusalOf(act(stranger, id))).toMatchObject({ code: 'not-found', reason: 'not-found' });
    const visitor = { ...ctx, actor: { kind: 'visitor' as const } };
    expect(await refusalOf(act(visitor, id))).toMatchObject({ code: 'unauthenticated' });
    const reader = { ...ctx, actor: makeMember(tenant, 'reader') };
    expect(await refusalOf(act(reader, id))).toMatchObject({ code: 'forbidden' });
    expect(await ctx.db.job.count({ where: { instanceId: id } })).toBe(0);
  },
);

test.each(Object.entries(allActions))(
  '%s in a suspended tenant: only stopping is left',
  async (name, act) => {
    const { id } = await make(instanceRules[name as keyof typeof allActions].states[0]);
    await ctx.db.tenant.update({ where: { id: tenant.id }, data: { state: 'suspended' } });
    const end = await refusalOf(act(ctx, id));
    if (name === 'stop') expect(end).toBe('done');
    else expect(end).toMatchObject({ code: 'suspended', reason: 'tenant-suspended' });
  },
);

describe('a new size', () => {
  test('counts against the quota without the old one', async () => {
    await ctx.db.tenant.update({ where: { id: tenant.id }, data: { quotaVcpus: 3 } });
    const { id } = await make('running');
    await make('running');
    expect(await refusalOf(resizeInstance(ctx, { id, ...size, vcpus: 3 }))).toMatchObject({
      code: 'quota-exceeded',
      params: { asked: 3, left: 2, limit: 3 },
      field: 'vcpus',
    });
    expect(await refusalOf(resizeInstance(ctx, { id, ...size, vcpus: 2 }))).toBe('done');
  });

  test('holds the larger of both until it is there', async () => {
    const { id } = await make('running');
    await resizeInstance(ctx, { id, vcpus: 2, memoryBytes: gib / 2, diskBytes: 20 * gib });
    expect(await getInstance(ctx, id)).toMatchObject({ vcpus: 2, memoryBytes: gib, diskBytes: 20 * gib });
  });

  test('with a smaller disk is refused', async () => {
    const { id } = await make('running');
    const smaller = { id, ...size, diskBytes: 5 * gib };
    expect(await refusalOf(resizeInstance(ctx, smaller))).toMatchObject({
      reason: 'disk-cannot-shrink',
      field: 'diskBytes',
    });
  });
});

test('a name that is on its way by a rename is taken', async () => {
  const [first, second] = [await make('stopped'), await make('stopped')];
  await renameInstance(ctx, { id: first.id, name: 'wanted' });
  const refusal = await refusalOf(renameInstance(ctx, { id: second.id, name: 'wanted' }));
  expect(refusal).toMatchObject({ code: 'conflict', reason: 'instance-name-taken', field: 'name' });
});

test('names are those that the engine takes', () => {
  const isFine = (name: string) => instanceName.safeParse(name).success;
  for (const name of ['a', 'web-1', 'A1', 'x'.repeat(63)]) expect([name, isFine(name)]).toEqual([name, true]);
  for (const name of ['', '1a', '-a', 'a-', 'a_b', 'a.b', 'ä', 'x'.repeat(64), 'a b']) {
    expect([name, isFine(name)]).toEqual([name, false]);
  }
});

describe('the list', () => {
  const namesOf = async (input: ListInstancesInput, as = ctx) =>
    (await listInstances(as, input)).items.map((item) => item.name);

  beforeEach(async () => {
    const rows = [
      { name: 'alpha', state: 'running', ipv4: '10.9.0.20', memoryBytes: 3 * gib },
      { name: 'beta_1', state: 'stopped', ipv4: '10.9.0.3', memoryBytes: 2 * gib },
      { name: 'Gamma', state: 'running', ipv4: '10.9.0.100', memoryBytes: gib },
    ];
    for (const row of rows) await makeInstance(ctx.db, { tenantId: tenant.id, ...row });
  });

  test('sorts by what it shows, addresses as addresses', async () => {
    const sorted = (sort: ListInstancesInput['sort'], order: 'asc' | 'desc' = 'asc') =>
      namesOf({ tenant: tenant.slug, sort, order });
    expect(await sorted('name')).toEqual(['alpha', 'beta_1', 'Gamma']);
    expect(await sorted('ipv4')).toEqual(['beta_1', 'alpha', 'Gamma']);
    expect(await sorted('memory')).toEqual(['Gamma', 'beta_1', 'alpha']);
    expect(await sorted('created', 'desc')).toEqual(['Gamma', 'beta_1', 'alpha']);
  });

  test('searches names and addresses by their letters, not by patterns', async () => {
    const search = (text: string) =>
      namesOf({ tenant: tenant.slug, search: text, sort: 'name', order: 'asc' });
    expect(await search('AM')).toEqual(['Gamma']);
    expect(await search('.20')).toEqual(['alpha']);
    expect(await search('_')).toEqual(['beta_1']);
    expect(await search('%')).toEqual([]);
  });

  test('filters, and turns pages', async () => {
    expect(await namesOf({ tenant: tenant.slug, state: 'running', sort: 'name' })).toEqual([
      'Gamma',
      'alpha',
    ]);
    const page = await listInstances(ctx, {
      tenant: tenant.slug,
      sort: 'name',
      order: 'asc',
      page: 2,
      pageSize: 2,
    });
    expect(page).toMatchObject({ total: 3, page: 2, pageSize: 2, items: [{ name: 'Gamma' }] });
  });

  test('of all tenants is for operators, who find it by the tenant too', async () => {
    const operator = { ...ctx, actor: makeOperator() };
    expect(await namesOf({ search: tenant.slug, sort: 'name', order: 'asc' }, operator)).toHaveLength(3);
    expect(await refusalOf(listInstances(ctx, {}))).toMatchObject({ code: 'not-found' });
    const other = await makeTenant(ctx.db);
    expect(await refusalOf(listInstances(ctx, { tenant: other.slug }))).toMatchObject({ code: 'not-found' });
  });
});

describe('what the form of a new instance offers', () => {
  test('images that are there, what is left, prices and a free name', async () => {
    await makeImage(ctx.db, { isEnabled: false });
    await makeInstance(ctx.db, { tenantId: tenant.id });
    const options = await createOptions(ctx, tenant.slug);
    expect(options.images.map((image) => image.id)).toContain(imageId);
    expect(await ctx.db.image.count({ where: { isEnabled: false } })).toBe(1);
    expect(options.images).toHaveLength((await ctx.db.image.count()) - 1);
    expect(options.quota.vcpus).toEqual({ limit: tenant.quotaVcpus, used: 1, left: tenant.quotaVcpus - 1 });
    expect(options.allowsOwnSize).toBe(true);
    expect(options.kinds.map(({ kvm }) => kvm)).toEqual([null, null, null, null, 'unknown']);
    expect(instanceName.safeParse(options.suggestedName).success).toBe(true);
    expect(options.rates).toMatchObject({ currency: 'EUR' });
  });

  test('a suggested name is free', async () => {
    const name = await suggestName(ctx, tenant.id);
    expect(await ctx.db.instance.count({ where: { tenantId: tenant.id, name } })).toBe(0);
  });

  test('an instance costs what its size costs, or its plan', async () => {
    const { id } = await make('running');
    // 1 vCPU · 4000 + 1 GiB · 3000 + 10 GiB · 100
    expect(await quoteInstance(ctx, id)).toEqual({
      hourMicros: 8000,
      monthMicros: 8000 * 730,
      currency: 'EUR',
    });
  });
});
