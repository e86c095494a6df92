import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Ctx } from '#server/context.ts';
import { execInInstance } from '#server/incus/exec-in-instance.ts';
import { setInstanceState } from '#server/incus/instance-state.ts';
import { finishOperation } from '#server/incus/operations.ts';
import { hasInstanceVolume } from '#server/incus/storage-volumes.ts';
import { createInstance } from '#server/instances/create-instance.ts';
import { deleteInstance } from '#server/instances/delete-instance.ts';
import { moveInstance } from '#server/instances/move-instance.ts';
import { reconcileInstances } from '#server/instances/reconcile-instances.ts';
import { createInstanceInput } from '#server/instances/schema.ts';
import { startInstance } from '#server/instances/start-instance.ts';
import { stopInstance } from '#server/instances/stop-instance.ts';
import { lockAtRest } from '#server/testing/lock-at-rest.ts';
import { makeEngineTenant } from '#server/testing/make-engine-tenant.ts';
import { makeImage } from '#server/testing/make-image.ts';
import { makeVaultNode } from '#server/testing/make-vault-node.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { refusalOf } from '#server/testing/refusal-of.ts';
import { removeVaults } from '#server/testing/remove-vaults.ts';
import { runQueuedJobs } from '#server/testing/run-queued-jobs.ts';
import { testPool } from '#server/testing/test-engine.ts';
import { tinyImage, tinyImageAlias } from '#server/testing/tiny-image.ts';
import { listVaultEvents } from './list-vault-events.ts';
import { getVaultFacts } from './providers/get-vault-facts.ts';
import { nodeOf, readVaultRow } from './vault-row.ts';

const mib = 1024 ** 2;
const size = { vcpus: 1, memoryBytes: 128 * mib, diskBytes: 1024 * mib };

let opened: TestCtx;
let ctx: Ctx;
let tenant: Awaited<ReturnType<typeof makeEngineTenant>>;
let imageId: string;

beforeAll(async () => {
  opened = await openTestCtx();
  ctx = opened.ctx;
  tenant = await makeEngineTenant(ctx);
  await makeVaultNode(ctx);
  await tinyImage(ctx.engine);
  imageId = (await makeImage(ctx.db, { alias: tinyImageAlias })).id;
});
afterAll(async () => {
  await tenant?.remove();
  if (ctx) await removeVaults(ctx);
  await opened?.close();
});

const vaultOf = (id: string) =>
  ctx.db.instance.findUniqueOrThrow({ where: { id }, select: { state: true, vault: true } });
const run = () => runQueuedJobs(ctx, { skipsPauses: true });
const pass = () => lockAtRest(ctx);

async function create(name: string, vault: 'none' | 'shared' | 'dedicated', diskBytes = size.diskBytes) {
  const input = createInstanceInput.parse({ tenant: tenant.slug, name, imageId, ...size, diskBytes, vault });
  const { instanceId } = await createInstance(ctx, input);
  await run();
  const row = await ctx.db.instance.findUniqueOrThrow({ where: { id: instanceId } });
  expect(row.stateReason).toBeNull();
  expect(row.state).toBe('running');
  return { id: instanceId, name, ref: { project: tenant.project, name } };
}
async function factsOf(vaultId: string) {
  const vault = await readVaultRow(ctx.db, vaultId);
  return getVaultFacts(nodeOf(vault), { id: vaultId });
}
async function shell(ref: { project: string; name: string }, line: string) {
  const { stdout } = await execInInstance(ctx.engine, { ...ref, command: ['sh', '-c', line] });
  return stdout.toString().trim();
}

let one: Awaited<ReturnType<typeof create>>;
let vaultId: string;

test('the first instance in a vault makes it, and it is open while that runs', async () => {
  one = await create('one', 'shared');
  const { vault } = await vaultOf(one.id);
  vaultId = vault?.id ?? '';
  expect(vault).toMatchObject({ state: 'open', name: 'main', isDedicated: false });
  expect(await factsOf(vaultId)).toMatchObject({ state: 'open', keyStatus: 'present' });
  await shell(one.ref, 'echo kept > /root/file; sync');
  expect(await pass()).toBe(0);
});

test('stopped, it is locked; started, it is opened, with all that was in it', async () => {
  await stopInstance(ctx, { id: one.id, isForced: true });
  await run();
  expect(await pass()).toBe(1);
  expect(await factsOf(vaultId)).toMatchObject({ state: 'locked', keyStatus: 'absent' });
  expect((await vaultOf(one.id)).vault?.state).toBe('locked');
  await startInstance(ctx, { id: one.id });
  await run();
  expect(await vaultOf(one.id)).toMatchObject({ state: 'running', vault: { state: 'open' } });
  expect(await shell(one.ref, 'cat /root/file')).toBe('kept');
  const { items } = await listVaultEvents(ctx, { id: vaultId });
  expect(items.map(({ what, instance }) => [what, instance])).toEqual([
    ['opened', 'one'],
    ['locked', null],
    ['created', null],
  ]);
});

test('an instance that the engine stops locks it too', async () => {
  const stop = await setInstanceState(ctx.engine, { ...one.ref, action: 'stop', force: true });
  await finishOperation(ctx.engine, stop);
  await reconcileInstances(ctx);
  expect(await pass()).toBe(1);
  expect(await factsOf(vaultId)).toMatchObject({ state: 'locked' });
});

test('a second instance is in the same vault, which grows for it', async () => {
  const before = Number((await vaultOf(one.id)).vault?.sizeBytes);
  const two = await create('two', 'shared', 3 * size.diskBytes);
  const { vault } = await vaultOf(two.id);
  expect(vault?.id).toBe(vaultId);
  expect(Number(vault?.sizeBytes)).toBeGreaterThan(before);
  await deleteInstance(ctx, { id: two.id, confirmName: 'two' });
  await run();
  const { header } = await ctx.db.vaultKey.findUniqueOrThrow({ where: { vaultId } });
  const { sizeBytes, provider } = await factsOf(vaultId);
  if (provider === 'fscrypt') {
    const saved = JSON.parse(Buffer.from(header ?? []).toString());
    expect(saved.vault, 'what was saved is of the larger one').toMatchObject({ id: vaultId, sizeBytes });
  }
  expect(await pass()).toBe(1);
});

test('a disk is moved in and out, and what is in it comes along', async () => {
  const plain = await create('plain', 'none');
  const { pool: inVault } = await ctx.db.vault.findUniqueOrThrow({ where: { id: vaultId } });
  const pools = [testPool, inVault];
  const isIn = () => Promise.all(pools.map((pool) => hasInstanceVolume(ctx.engine, { pool, ...plain.ref })));
  expect(await isIn()).toEqual([true, false]);
  await shell(plain.ref, 'echo mine > /root/file; sync');
  await moveInstance(ctx, { id: plain.id, vault: vaultId });
  await run();
  const job = await ctx.db.job.findFirstOrThrow({ where: { kind: 'move-instance' } });
  expect(job).toMatchObject({ state: 'done', error: null });
  expect(await vaultOf(plain.id)).toMatchObject({ state: 'running', vault: { id: vaultId, state: 'open' } });
  expect(await shell(plain.ref, 'cat /root/file')).toBe('mine');
  expect(await isIn(), 'no plain copy stays').toEqual([false, true]);
  await moveInstance(ctx, { id: plain.id, vault: 'none' });
  await run();
  expect(await vaultOf(plain.id)).toMatchObject({ state: 'running', vault: null });
  expect(await shell(plain.ref, 'cat /root/file')).toBe('mine');
  expect(await refusalOf(moveInstance(ctx, { id: plain.id, vault: 'none' }))).toMatchObject({
    reason: 'vault-same',
  });
});
