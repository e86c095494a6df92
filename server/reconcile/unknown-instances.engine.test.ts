import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Ctx } from '#server/context.ts';
import { isRunning } from '#server/incus/instance.ts';
import { setInstanceState } from '#server/incus/instance-state.ts';
import {
  createInstance,
  deleteInstance,
  getInstance,
  listInstances,
  patchInstance,
} from '#server/incus/instances.ts';
import { finishOperation } from '#server/incus/operations.ts';
import { deleteInstance as deleteVerb } from '#server/instances/delete-instance.ts';
import { addressIn } from '#server/networks/network-names.ts';
import { makeOperator } from '#server/testing/make-actor.ts';
import { makeEngineInstance } from '#server/testing/make-engine-instance.ts';
import { makeEngineTenant } from '#server/testing/make-engine-tenant.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { refusalOf } from '#server/testing/refusal-of.ts';
import { runQueuedJobs } from '#server/testing/run-queued-jobs.ts';
import { tinyImage, tinyImageAlias } from '#server/testing/tiny-image.ts';
import { adoptFinding } from './adopt-finding.ts';
import { ignoreFinding } from './ignore-finding.ts';
import { listFindings } from './list-findings.ts';
import { reconcile } from './reconcile.ts';
import { removeFinding } from './remove-finding.ts';
import { Sightings } from './sightings.ts';

let opened: TestCtx;
let ctx: Ctx;
let tenant: Awaited<ReturnType<typeof makeEngineTenant>>;
const mib = 1024 ** 2;

beforeAll(async () => {
  opened = await openTestCtx();
  ctx = { ...opened.ctx, actor: makeOperator() };
  tenant = await makeEngineTenant(ctx);
  await tinyImage(ctx.engine);
});
afterAll(async () => {
  await tenant?.remove();
  await opened?.close();
});
beforeEach(async () => {
  await makeForeign('stray');
});
afterEach(async () => {
  for (const { name, ...instance } of await listInstances(ctx.engine, { project: tenant.project })) {
    const ref = { project: tenant.project, name };
    if (isRunning(instance)) {
      await finishOperation(
        ctx.engine,
        await setInstanceState(ctx.engine, { ...ref, action: 'stop', force: true }),
      );
    }
    await finishOperation(ctx.engine, await deleteInstance(ctx.engine, ref));
  }
  await ctx.db.instance.deleteMany({});
  await ctx.db.finding.deleteMany({});
});

/** An instance that somebody makes on the engine by hand. */
async function makeForeign(name: string, config: Record<string, string> = {}, start = true) {
  const { engine } = ctx;
  const operation = await createInstance(engine, {
    ...{ project: tenant.project, name, type: 'container', start },
    source: { alias: tinyImageAlias },
    config: { 'limits.cpu': '2', 'limits.memory': '128MiB', ...config },
    devices: {
      root: { type: 'disk', path: '/', pool: process.env.BERTH_POOL ?? 'berth', size: '1GiB' },
      eth0: { type: 'nic', name: 'eth0', network: tenant.network.bridge },
    },
  });
  await finishOperation(engine, operation);
}
async function look() {
  await reconcile(ctx, { sightings: new Sightings(0) });
  const { items } = await listFindings(ctx, { tenantId: tenant.id, state: 'open' });
  return items;
}
async function foundOne(kind: string) {
  const [finding, ...others] = (await look()).filter((one) => one.kind === kind);
  expect(others).toEqual([]);
  if (!finding) throw new Error(`no ${kind} was found`);
  return finding;
}
const names = async () =>
  (await listInstances(ctx.engine, { project: tenant.project })).map(({ name }) => name).sort();

test('one that we do not know is told of when it is no more just being made', async () => {
  await reconcile(ctx);
  expect((await listFindings(ctx, { tenantId: tenant.id, kind: 'unknown-instance' })).total).toBe(0);
  const finding = await foundOne('unknown-instance');
  expect(finding).toMatchObject({ subject: 'stray', tenant: { id: tenant.id } });
  expect(finding.details.facts).toMatchObject({ vcpus: 2, memoryBytes: 128 * mib, diskBytes: 1024 * mib });
  const [again] = await look();
  expect(again?.id).toBe(finding.id);
});

test('adopted, it is a row of its real size and the engine knows it by our id', async () => {
  const { id } = await foundOne('unknown-instance');
  await adoptFinding(ctx, { id });
  expect(await refusalOf(adoptFinding(ctx, { id }))).toMatchObject({ reason: 'busy' });
  await look();
  await runQueuedJobs(ctx);
  const row = await ctx.db.instance.findFirstOrThrow({ where: { tenantId: tenant.id } });
  expect(row).toMatchObject({ name: 'stray', state: 'running', vcpus: 2, memoryBytes: 134217728n });
  const { config, devices } = await getInstance(ctx.engine, { project: tenant.project, name: 'stray' });
  expect(config).toMatchObject({ 'user.berth.id': row.id, 'user.berth.ipv4': `${row.ipv4}/24` });
  expect(devices.eth0).toMatchObject({ network: tenant.network.bridge, 'ipv4.address': row.ipv4 });
  expect(await look()).toEqual([]);
  const { items } = await listFindings(ctx, { tenantId: tenant.id });
  expect(items.map(({ state, outcome, actorName }) => [state, outcome, actorName])).toEqual([
    ['settled', 'adopted', 'operator@example.com'],
  ]);
  await deleteVerb(ctx, { id: row.id, confirmName: 'stray' });
  await runQueuedJobs(ctx);
  expect(await names()).toEqual([]);
});

test('adopting holds the quota, and two at once get what one gets', async () => {
  const { id } = await foundOne('unknown-instance');
  await ctx.db.tenant.update({ where: { id: tenant.id }, data: { quotaVcpus: 1 } });
  expect(await refusalOf(adoptFinding(ctx, { id }))).toMatchObject({ code: 'quota-exceeded' });
  expect(await ctx.db.instance.count()).toBe(0);
  await ctx.db.tenant.update({ where: { id: tenant.id }, data: { quotaVcpus: 20 } });
  const both = await Promise.allSettled([adoptFinding(ctx, { id }), adoptFinding(ctx, { id })]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  await runQueuedJobs(ctx);
  expect(await ctx.db.instance.count()).toBe(1);
});

test('an adoption that fails leaves it as it was, and no row', async () => {
  const { id } = await foundOne('unknown-instance');
  const ref = { project: tenant.project, name: 'stray' };
  const before = await getInstance(ctx.engine, ref);
  await adoptFinding(ctx, { id });
  await patchInstance(ctx.engine, { ...ref, config: { 'user.berth.id': 'somebody-else' } });
  await runQueuedJobs(ctx);
  await patchInstance(ctx.engine, { ...ref, config: { 'user.berth.id': '' } });
  const after = await getInstance(ctx.engine, ref);
  expect([after.config, after.devices]).toEqual([before.config, before.devices]);
  expect(await ctx.db.instance.count()).toBe(0);
});

test('removed by its name, it is gone; by another name nothing happens', async () => {
  const { id } = await foundOne('unknown-instance');
  expect(await refusalOf(removeFinding(ctx, { id, confirmName: 'other' }))).toMatchObject({
    code: 'invalid',
  });
  await removeFinding(ctx, { id, confirmName: 'stray' });
  expect(await refusalOf(removeFinding(ctx, { id, confirmName: 'stray' }))).toMatchObject({ reason: 'busy' });
  await runQueuedJobs(ctx);
  expect(await names()).toEqual([]);
  expect(await ctx.db.finding.findUnique({ where: { id } })).toMatchObject({
    state: 'settled',
    outcome: 'removed',
  });
  const audit = await ctx.db.auditEntry.findMany({ where: { action: 'finding.remove' } });
  expect(audit.map(({ targetName }) => targetName)).toEqual(['stray']);
});

test('one that became another since it was found is left alone', async () => {
  const { id } = await foundOne('unknown-instance');
  await removeFinding(ctx, { id, confirmName: 'stray' });
  const ref = { project: tenant.project, name: 'stray' };
  await finishOperation(
    ctx.engine,
    await setInstanceState(ctx.engine, { ...ref, action: 'stop', force: true }),
  );
  await finishOperation(ctx.engine, await deleteInstance(ctx.engine, ref));
  await makeForeign('stray', {}, false);
  await runQueuedJobs(ctx);
  expect(await names()).toEqual(['stray']);
});

test('ignored, it is not told of again before it was gone', async () => {
  const { id } = await foundOne('unknown-instance');
  await ignoreFinding(ctx, { id, reason: 'a test of ours' });
  expect(await look()).toEqual([]);
  const ref = { project: tenant.project, name: 'stray' };
  await finishOperation(
    ctx.engine,
    await setInstanceState(ctx.engine, { ...ref, action: 'stop', force: true }),
  );
  await finishOperation(ctx.engine, await deleteInstance(ctx.engine, ref));
  await look();
  await makeForeign('stray', {}, false);
  expect((await foundOne('unknown-instance')).id).not.toBe(id);
});

test('a second one with the id of another, and its address, is told of; ours is left', async () => {
  const own = await makeEngineInstance(ctx, tenant, 'own');
  const row = await ctx.db.instance.findUniqueOrThrow({ where: { id: own.id } });
  expect(row.ipv4).toBe(addressIn(tenant.network.subnet, 10));
  await makeForeign('copy', { 'user.berth.id': own.id }, false);
  const found = await look();
  expect(found.map(({ kind, subject }) => [kind, subject]).sort()).toEqual([
    ['instance-doubled', 'copy'],
    ['unknown-instance', 'stray'],
  ]);
  const { id } = await foundOne('instance-doubled');
  await adoptFinding(ctx, { id });
  await runQueuedJobs(ctx);
  const rows = await ctx.db.instance.findMany({ orderBy: { name: 'asc' } });
  expect(rows.map(({ name, state }) => [name, state])).toEqual([
    ['copy', 'stopped'],
    ['own', 'running'],
  ]);
  expect(new Set(rows.map(({ ipv4 }) => ipv4)).size).toBe(2);
});

test('one whose mark was taken off is lost and unknown, and adopted it is itself again', async () => {
  const own = await makeEngineInstance(ctx, tenant, 'own');
  const ref = { project: tenant.project, name: 'own' };
  await patchInstance(ctx.engine, { ...ref, config: { 'user.berth.id': '' } });
  const found = await look();
  expect(found.map(({ kind, subject }) => [kind, subject]).sort()).toEqual([
    ['instance-lost', 'own'],
    ['unknown-instance', 'own'],
    ['unknown-instance', 'stray'],
  ]);
  const finding = found.find(({ kind, subject }) => kind === 'unknown-instance' && subject === 'own');
  await adoptFinding(ctx, { id: finding?.id ?? '' });
  await runQueuedJobs(ctx);
  const rows = await ctx.db.instance.findMany();
  expect(rows.map(({ id, state }) => [id, state])).toEqual([[own.id, 'running']]);
  expect((await look()).map(({ subject }) => subject)).toEqual(['stray']);
});
