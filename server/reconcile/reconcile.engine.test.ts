import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Ctx } from '#server/context.ts';
import { getInstance, patchInstance } from '#server/incus/instances.ts';
import { deleteNetworkAcl, getNetworkAcl, updateNetworkAcl } from '#server/incus/network-acls.ts';
import { deleteNetwork, getNetwork, patchNetwork } from '#server/incus/networks.ts';
import { deleteProject, getProject, listProjects, patchProject } from '#server/incus/projects.ts';
import { makeMember } from '#server/testing/make-actor.ts';
import { makeEngineInstance } from '#server/testing/make-engine-instance.ts';
import { makeEngineTenant } from '#server/testing/make-engine-tenant.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { refusalOf } from '#server/testing/refusal-of.ts';
import { adoptFinding } from './adopt-finding.ts';
import { getFinding } from './get-finding.ts';
import { ignoreFinding } from './ignore-finding.ts';
import { listFindings } from './list-findings.ts';
import { planReconcile } from './plan-reconcile.ts';
import { reconcile } from './reconcile.ts';
import { removeFinding } from './remove-finding.ts';
import { Sightings } from './sightings.ts';

let opened: TestCtx;
let ctx: Ctx;
let tenant: Awaited<ReturnType<typeof makeEngineTenant>>;
let instance: { id: string; name: string };

beforeAll(async () => {
  opened = await openTestCtx();
  ctx = opened.ctx;
  tenant = await makeEngineTenant(ctx);
  instance = await makeEngineInstance(ctx, tenant, 'kept');
});
afterAll(async () => {
  await tenant?.remove();
  await opened?.close();
});

const ref = () => ({ project: tenant.project, name: instance.name });
const findings = () =>
  ctx.db.finding.findMany({ where: { tenantId: tenant.id }, orderBy: [{ foundAt: 'asc' }, { id: 'asc' }] });
/** The entries since the last call. */
const seen = new Set<string>();
async function fresh() {
  const rows = (await findings()).filter(({ id }) => !seen.has(id));
  for (const { id } of rows) seen.add(id);
  return rows.map(({ kind, subject, state, outcome }) => ({ kind, subject, state, outcome }));
}

test('where all is as it should be there is nothing to tell', async () => {
  const pass = await reconcile(ctx);
  expect(pass.failures).toEqual([]);
  expect(await findings()).toEqual([]);
});

test('limits, keys and addresses that drifted are put back, once by two passes', async () => {
  const before = await getInstance(ctx.engine, ref());
  const projectBefore = await getProject(ctx.engine, { name: tenant.project });
  await patchProject(ctx.engine, {
    name: tenant.project,
    config: { 'restricted.containers.nesting': 'allow', 'limits.memory': '64GiB', 'limits.instances': '50' },
  });
  const { root = {}, eth0 = {} } = before.devices;
  await patchInstance(ctx.engine, {
    ...ref(),
    config: { 'limits.cpu': '2', 'limits.memory': '256MiB', 'security.nesting': 'true' },
    devices: {
      root: { ...root, size: '2GiB' },
      eth0: { ...eth0, 'ipv4.address': `${eth0['ipv4.address']}9` },
    },
  });
  const plan = await planReconcile(ctx);
  const own = plan.items.filter((item) => item.tenant?.id === tenant.id);
  expect(own.map(({ kind, plan }) => [kind, plan])).toEqual([
    ['limits-drifted', 'mend'],
    ['address-drifted', 'mend'],
    ['limits-drifted', 'mend'],
  ]);
  expect(own[0]?.details.changes?.map(({ what }) => what)).toEqual([
    'limits.cpu',
    'limits.memory',
    'security.nesting',
    'root.size',
  ]);
  expect((await getInstance(ctx.engine, ref())).config['limits.cpu']).toBe('2');
  expect(await findings()).toEqual([]);

  await Promise.all([reconcile(ctx), reconcile(ctx)]);
  const after = await getInstance(ctx.engine, ref());
  const { 'volatile.eth0.host_name': _a, ...config } = after.config;
  const { 'volatile.eth0.host_name': _b, ...wanted } = before.config;
  expect(config).toEqual(wanted);
  expect(after.devices).toEqual(before.devices);
  expect((await getProject(ctx.engine, { name: tenant.project })).config).toEqual(projectBefore.config);
  expect(await fresh()).toEqual([
    { kind: 'limits-drifted', subject: 'kept', state: 'mended', outcome: 'put-back' },
    { kind: 'address-drifted', subject: 'kept', state: 'mended', outcome: 'put-back' },
    { kind: 'limits-drifted', subject: tenant.project, state: 'mended', outcome: 'put-back' },
  ]);
});

test('a network whose rules were taken off has them again', async () => {
  const { bridge } = tenant.network;
  await patchNetwork(ctx.engine, { name: bridge, config: { 'security.acls': '', 'ipv4.nat': 'false' } });
  await reconcile(ctx);
  const { config } = await getNetwork(ctx.engine, { name: bridge });
  expect(config).toMatchObject({ 'security.acls': bridge, 'ipv4.nat': 'true' });
  expect(await fresh()).toEqual([
    { kind: 'network-drifted', subject: bridge, state: 'mended', outcome: 'put-back' },
  ]);
});

test('rules that were changed or deleted are written anew', async () => {
  const { bridge } = tenant.network;
  const before = await getNetworkAcl(ctx.engine, { name: bridge });
  await updateNetworkAcl(ctx.engine, { ...before, egress: [] });
  await reconcile(ctx);
  expect((await getNetworkAcl(ctx.engine, { name: bridge })).egress).toEqual(before.egress);
  expect(await fresh()).toEqual([
    { kind: 'acl-drifted', subject: bridge, state: 'mended', outcome: 'put-back' },
  ]);

  await patchNetwork(ctx.engine, { name: bridge, config: { 'security.acls': '' } });
  await deleteNetworkAcl(ctx.engine, { name: bridge });
  await reconcile(ctx);
  const again = await getNetworkAcl(ctx.engine, { name: bridge });
  expect(again).toMatchObject({ ingress: before.ingress, egress: before.egress });
  expect(await fresh()).toEqual([
    { kind: 'acl-missing', subject: bridge, state: 'mended', outcome: 'made-again' },
  ]);
  expect((await findings()).find(({ kind }) => kind === 'network-drifted')?.details).toMatchObject({
    times: 2,
  });
});

test('a project and a network that are gone are made again', async () => {
  const empty = await makeEngineTenant(ctx);
  try {
    const { bridge } = empty.network;
    await deleteProject(ctx.engine, { name: empty.project });
    await deleteNetwork(ctx.engine, { name: bridge });
    await deleteNetworkAcl(ctx.engine, { name: bridge });
    await reconcile(ctx);
    const config = (await getProject(ctx.engine, { name: empty.project })).config;
    expect(config).toMatchObject({ restricted: 'true', 'user.berth.tenant': empty.id });
    expect((await getNetwork(ctx.engine, { name: bridge })).config['security.acls']).toBe(bridge);
    const made = await ctx.db.finding.findMany({ where: { tenantId: empty.id } });
    expect(made.map(({ kind, state }) => [kind, state]).sort()).toEqual([
      ['acl-missing', 'mended'],
      ['network-missing', 'mended'],
      ['project-missing', 'mended'],
    ]);
  } finally {
    await empty.remove();
  }
});

test('what a job works on is left to it', async () => {
  await patchInstance(ctx.engine, { ...ref(), config: { 'limits.cpu': '2' } });
  const job = await ctx.db.job.create({
    data: { kind: 'x', subject: 'kept', subjectKey: `instance:${instance.id}`, params: {}, state: 'running' },
  });
  await reconcile(ctx);
  expect((await getInstance(ctx.engine, ref())).config['limits.cpu']).toBe('2');
  await ctx.db.job.delete({ where: { id: job.id } });
  await reconcile(ctx);
  expect((await getInstance(ctx.engine, ref())).config['limits.cpu']).toBe('1');
});

test('two whose names were swapped are told of, for nobody can tell which is which', async () => {
  const other = await makeEngineInstance(ctx, tenant, 'other');
  await ctx.db.instance.update({ where: { id: other.id }, data: { name: 'swap' } });
  await ctx.db.instance.update({ where: { id: instance.id }, data: { name: 'other' } });
  await ctx.db.instance.update({ where: { id: other.id }, data: { name: 'kept' } });
  await reconcile(ctx, { sightings: new Sightings(0) });
  const told = (await findings()).filter(({ kind }) => kind === 'instance-renamed');
  expect(told.map(({ state, subject }) => [state, subject]).sort()).toEqual([
    ['open', 'kept'],
    ['open', 'other'],
  ]);
});

test('what is long over goes', async () => {
  const closedAt = new Date(Date.now() - 91 * 86_400_000);
  const over = { kind: 'address-drifted', subject: 'old', state: 'mended', closedAt };
  await ctx.db.finding.create({ data: { ...over, subjectKey: 'instance:old' } });
  await reconcile(ctx);
  expect(await ctx.db.finding.count({ where: { subject: 'old' } })).toBe(0);
});

test("findings are the provider's: to a customer they are not there", async () => {
  const customer = { ...ctx, actor: makeMember({ id: tenant.id, slug: tenant.slug, name: 'x' }) };
  const [finding] = await findings();
  for (const verb of [
    () => listFindings(customer),
    () => getFinding(customer, finding?.id ?? ''),
    () => planReconcile(customer),
    () => adoptFinding(customer, { id: finding?.id ?? '' }),
    () => removeFinding(customer, { id: finding?.id ?? '', confirmName: 'x' }),
    () => ignoreFinding(customer, { id: finding?.id ?? '', reason: 'x' }),
  ]) {
    expect(await refusalOf(verb())).toMatchObject({ code: 'not-found' });
  }
});

test('nothing of others was touched', async () => {
  const others = (await listProjects(ctx.engine)).filter(({ name }) => name !== tenant.project);
  expect(others.length).toBeGreaterThan(0);
  expect(await ctx.db.finding.count({ where: { state: 'mended', tenantId: null } })).toBe(0);
});
