import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Ctx } from '#server/context.ts';
import type { Db } from '#server/db.ts';
import { makeMember, makeOperator } from '#server/testing/make-actor.ts';
import { makeImage } from '#server/testing/make-image.ts';
import { makeInstance } from '#server/testing/make-instance.ts';
import { makeJob } from '#server/testing/make-job.ts';
import { makeTenant } from '#server/testing/make-tenant.ts';
import { makeVault } from '#server/testing/make-vault.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { refusalOf } from '#server/testing/refusal-of.ts';
import { getOverview } from './get-overview.ts';

let panel: TestCtx;
let db: Db;
let operator: Ctx;
const gib = 1024 ** 3;
const hourMs = 3_600_000;
const hoursAgo = (hours: number) => new Date(Date.now() - hours * hourMs);

beforeAll(async () => {
  panel = await openTestCtx();
  db = panel.ctx.db;
  operator = { ...panel.ctx, actor: makeOperator() };
});
beforeEach(async () => {
  await db.job.deleteMany();
  await db.instance.deleteMany();
  await db.vault.deleteMany();
  await db.tenant.deleteMany();
  await db.image.deleteMany();
  await db.node.deleteMany();
});
afterAll(() => panel.close());

function makeNode(name: string, over = {}) {
  const capacity = { vcpus: 8, memoryBytes: 16 * gib, poolBytes: 100 * gib, poolUsedBytes: 10 * gib };
  return db.node.create({ data: { name, state: 'online', ...capacity, ...over } });
}

test('an installation that is well needs nobody', async () => {
  await makeNode('n1');
  await makeImage(db);
  expect(await getOverview(operator)).toMatchObject({
    unlockedVaults: { items: [], total: 0 },
    stuckJobs: { items: [], total: 0 },
    failedJobs: { items: [], total: 0 },
    nodesInTrouble: [],
    fullNodes: [],
    missingImages: [],
    tightTenants: { items: [], total: 0 },
    hasNoImage: false,
    hasNoNode: false,
  });
});

test('one without a node and an image says both', async () => {
  expect(await getOverview(operator)).toMatchObject({ hasNoImage: true, hasNoNode: true });
});

test('nodes that do not answer, have something to say or are nearly full are told', async () => {
  await makeNode('fine', { poolUsedBytes: 84 * gib });
  await makeNode('down', { state: 'offline', message: 'no heartbeat' });
  await makeNode('odd', { message: 'Storage pool berth: not there' });
  await makeNode('full', { poolUsedBytes: 86 * gib });
  const { nodesInTrouble, fullNodes, numbers } = await getOverview(operator);
  expect(nodesInTrouble.map((node) => node.name)).toEqual(['down', 'odd']);
  expect(fullNodes.map((node) => node.name)).toEqual(['full']);
  expect(numbers.capacity.vcpus).toBe(32);
});

test('an image that is on offer and not on the engine is told; one that is off the offer is not', async () => {
  const missing = await makeImage(db, { isPresent: false });
  await makeImage(db, { isPresent: false, isEnabled: false });
  await makeImage(db);
  const { missingImages, hasNoImage } = await getOverview(operator);
  expect(missingImages.map((image) => image.id)).toEqual([missing.id]);
  expect(hasNoImage).toBe(false);
});

test('stuck jobs are told whatever their age; failed ones for a day, unless it has gone well since', async () => {
  const tenantId = (await makeTenant(db)).id;
  const stuck = await makeJob(db, { state: 'stuck', createdAt: hoursAgo(100) });
  const failed = await makeJob(db, { tenantId, state: 'failed', createdAt: hoursAgo(2) });
  await makeJob(db, { tenantId, subjectKey: failed.subjectKey, createdAt: hoursAgo(4) });
  await makeJob(db, { tenantId, state: 'failed', createdAt: hoursAgo(30) });
  const mended = await makeJob(db, { tenantId, state: 'failed', createdAt: hoursAgo(3) });
  await makeJob(db, { tenantId, subjectKey: mended.subjectKey, createdAt: hoursAgo(1) });
  const { stuckJobs, failedJobs, numbers } = await getOverview(operator);
  expect(stuckJobs).toMatchObject({ total: 1, items: [{ id: stuck.id }] });
  expect(failedJobs).toMatchObject({ total: 1, items: [{ id: failed.id }] });
  expect(numbers.jobs).toEqual({ done: 2, failed: 2, live: 0 });
});

test('vaults that should be locked and are not are told with what holds them', async () => {
  const { id: nodeId } = await makeNode('n1');
  const failure = { reason: 'vault-held', params: {}, message: 'held', forOperators: 'backup (4711)' };
  const { id } = await makeVault(db, { nodeId, state: 'open', lockDueAt: hoursAgo(1), lockFailure: failure });
  await makeVault(db, { nodeId, state: 'open' });
  await makeVault(db, { nodeId });
  const { unlockedVaults } = await getOverview(operator);
  expect(unlockedVaults).toMatchObject({ total: 1, items: [{ id, lockFailure: failure }] });
});

test('tenants above 90 % of a quota are told with the one that they have the least left of', async () => {
  const tight = await makeTenant(db, { name: 'Tight', quotaMemoryBytes: 10 * gib, quotaVcpus: 20 });
  await makeInstance(db, { tenantId: tight.id, memoryBytes: 9.5 * gib, vcpus: 19, diskBytes: gib });
  const over = await makeTenant(db, { name: 'Over', quotaDiskBytes: 10 * gib });
  await makeInstance(db, { tenantId: over.id, vcpus: 1, memoryBytes: gib, diskBytes: 12 * gib });
  const fine = await makeTenant(db, { quotaMemoryBytes: 10 * gib });
  await makeInstance(db, { tenantId: fine.id, memoryBytes: 9 * gib });
  await makeInstance(db, { tenantId: fine.id, memoryBytes: 9 * gib, state: 'failed' });
  const busy = await makeTenant(db, { name: 'Busy', quotaTrafficBytes: 100 * gib });
  const { id: instanceId } = await makeInstance(db, { tenantId: busy.id });
  const now = new Date();
  const month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1));
  const bytes = { rxBytes: 50 * gib, txBytes: 41 * gib };
  await db.trafficMonth.create({ data: { instanceId, tenantId: busy.id, month, ...bytes, lastAt: now } });
  const { tightTenants } = await getOverview(operator);
  expect(tightTenants.total).toBe(3);
  expect(tightTenants.items.map(({ name, part, share }) => [name, part, share])).toEqual([
    ['Over', 'disk', 1.2],
    ['Tight', expect.stringMatching(/memory|vcpus/), 0.95],
    ['Busy', 'traffic', 0.91],
  ]);
});

test('numbers count tenants and instances by state and sum what is given away', async () => {
  const tenant = await makeTenant(db);
  await makeTenant(db, { state: 'suspended' });
  const size = { tenantId: tenant.id, vcpus: 1, memoryBytes: gib, diskBytes: 5 * gib };
  await makeInstance(db, { ...size, state: 'running' });
  await makeInstance(db, { ...size, state: 'stopped', memoryBytes: 2 * gib });
  await makeInstance(db, { ...size, state: 'failed', memoryBytes: 64 * gib });
  const { numbers } = await getOverview(operator);
  expect(numbers.tenants).toEqual({ active: 1, suspended: 1, other: 0 });
  expect(numbers.instances).toEqual({ running: 1, stopped: 1, failed: 1, other: 0 });
  expect(numbers.allocation).toEqual({ vcpus: 2, memoryBytes: 3 * gib, diskBytes: 10 * gib });
});

test('is for operators', async () => {
  const member = { ...panel.ctx, actor: makeMember(await makeTenant(db)) };
  expect(await refusalOf(getOverview(member))).toMatchObject({ code: 'not-found' });
});
