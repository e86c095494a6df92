import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { startInstance } from '#server/instances/start-instance.ts';
import { jobKinds } from '#server/job-kinds.ts';
import { startWorker } from '#server/jobs/start-worker.ts';
import { waitForJob } from '#server/jobs/wait-for-job.ts';
import { createLogger } from '#server/log.ts';
import { getOverview } from '#server/overview/get-overview.ts';
import { makeMember, makeOperator } from '#server/testing/make-actor.ts';
import { makeVault } from '#server/testing/make-vault.ts';
import { type Inside, openVaultWorld, type VaultWorld } from '#server/testing/open-vault-world.ts';
import { untilFound } from '#server/testing/until-found.ts';
import { getVault } from './get-vault.ts';
import { listNodeVaults } from './list-node-vaults.ts';
import { lockIdle } from './lock-idle.ts';
import { panicLock } from './panic-lock.ts';
import { startVaultWatch } from './vault-watch.loop.ts';
import { startVaultLoop } from './vaults.loop.ts';

const away = `away-${randomBytes(4).toString('hex')}`;
const logged: string[] = [];
let folder: string;
let world: VaultWorld;
let guests: Inside[];
let vaultIds: string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'berth-test-nodes-'));
  await tellOfNodeAway();
  const log = createLogger('info', { write: (line) => void logged.push(line) });
  world = await openVaultWorld({ log });
  guests = [await world.create('web', 'shared'), await world.create('shop', 'dedicated')];
  vaultIds = await Promise.all(guests.map(world.vaultOf));
});
afterAll(async () => {
  await world?.close();
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

/** A node on whose port nobody listens. */
async function tellOfNodeAway(): Promise<void> {
  const [file, identityFile] = [join(folder, 'nodes.json'), join(folder, 'id')];
  const hostKey = `ssh-ed25519 ${randomBytes(51).toString('base64')}`;
  const node = { kind: 'ssh', host: '127.0.0.1', port: 1, user: 'root', hostKey, identityFile };
  await writeFile(file, JSON.stringify({ [away]: node }));
  vi.stubEnv('BERTH_NODES_FILE', file);
}

/** Both run, each in its vault. Which of the two a pass comes to first is not for us to say: both are tried. */
const eachOfTwo = [
  ['the first', 0, 1],
  ['the second', 1, 0],
] as const;
const guest = (at: number) => guests[at] as Inside;
const vaultAt = (at: number) => vaultIds[at] as string;

async function startAll(): Promise<void> {
  for (const { id } of guests) {
    if ((await world.rowOf(id)).state === 'stopped') await startInstance(world.ctx, { id });
  }
  await world.run();
}
const stateOf = async (id: string) => (await world.ctx.db.vault.findUniqueOrThrow({ where: { id } })).state;
const untilLocked = (id: string) => untilFound(async () => (await stateOf(id)) === 'locked');
const isWhole = (id: string) =>
  expect(world.factsOf(id)).resolves.toMatchObject({
    ...{ state: 'open', keyStatus: 'present' },
  });

/** Who may know what holds it, and who may not. */
const readers = () => ({
  customer: { ...world.ctx, actor: makeMember({ ...world.tenant, name: 'Tenant' }) },
  operator: { ...world.ctx, actor: makeOperator() },
});

/** The vault after it was tried once more: a try takes its row to *closing* and back. */
async function nextTry(id: string) {
  await untilFound(async () => (await stateOf(id)) === 'closing');
  await untilFound(async () => (await stateOf(id)) === 'open');
  return getVault(readers().operator, id);
}

/** A process of the node has a file open in the vault's pool. */
async function hold(id: string): Promise<ChildProcess> {
  const { pool } = await world.ctx.db.vault.findUniqueOrThrow({ where: { id } });
  const file = await open(`/var/lib/incus/storage-pools/${pool}/held`, 'w');
  const holder = spawn('sleep', ['300'], { stdio: [file.fd, 'ignore', 'ignore'] });
  onTestFinished(() => letGo(holder));
  await file.close();
  return holder;
}
async function letGo(holder: ChildProcess): Promise<void> {
  if (holder.exitCode !== null || holder.signalCode !== null) return;
  holder.kill('SIGKILL');
  await once(holder, 'exit');
}

test.each(eachOfTwo)('the loop: %s is held open, and the other is locked', async (_which, held, other) => {
  await startAll();
  const holder = await hold(vaultAt(held));
  for (const each of guests) await world.stop(each);
  logged.length = 0;
  const loop = startVaultLoop(world.ctx);
  onTestFinished(() => loop.stop());
  await untilLocked(vaultAt(other));
  expect(await world.factsOf(vaultAt(other))).toMatchObject({ state: 'locked', keyStatus: 'absent' });
  // Told with whoever holds it.
  const told = await untilFound(async () => logged.find((line) => line.includes(vaultAt(held))));
  expect(told).toContain(`sleep 300 (${holder.pid})`);
  await untilFound(async () => (await stateOf(vaultAt(held))) === 'open');
  await isWhole(vaultAt(held));
  // And in its row: for operators with whoever holds it, for its customer that it should be locked.
  const { customer, operator } = readers();
  const lockFailure = await untilFound(async () => (await getVault(operator, vaultAt(held))).lockFailure);
  expect(lockFailure).toMatchObject({ reason: 'vault-held', forOperators: `sleep 300 (${holder.pid})` });
  expect(await getVault(customer, vaultAt(held))).toMatchObject({
    lockFailure: { ...lockFailure, forOperators: null },
  });
  expect(await getVault(operator, vaultAt(other))).toMatchObject({ lockFailure: null });
  const { unlockedVaults } = await getOverview(operator);
  expect(unlockedVaults.items.map(({ id }) => id)).toEqual([vaultAt(held)]);
  // It is tried again, and nothing new is to be said.
  const again = await nextTry(vaultAt(held));
  expect(again).toMatchObject({ lockFailure });
  await letGo(holder);
  await untilLocked(vaultAt(held));
  expect(await getVault(operator, vaultAt(held))).toMatchObject({ lockFailure: null });
});

test('the loop: something runs in one that would not lock, and it may be open again', async () => {
  await startAll();
  const id = vaultAt(0);
  const holder = await hold(id);
  await world.stop(guest(0));
  const loop = startVaultLoop(world.ctx);
  onTestFinished(() => loop.stop());
  const { operator } = readers();
  await untilFound(async () => (await getVault(operator, id)).lockFailure);
  await startInstance(world.ctx, { id: guest(0).id });
  await world.run();
  await untilFound(async () => (await getVault(operator, id)).lockFailure === null);
  expect(await stateOf(id)).toBe('open');
  await letGo(holder);
});

test.each(eachOfTwo)('panic: %s is held open, and the other is locked', async (_which, held, other) => {
  const { ctx, node, url } = world;
  await startAll();
  const holder = await hold(vaultAt(held));
  const worker = await startWorker(
    url,
    jobKinds,
    { ...ctx, tools: { engine: ctx.engine } },
    { concurrency: 2 },
  );
  onTestFinished(() => worker.stop());
  const { jobId } = await panicLock(ctx, { nodeId: node.id, confirmName: node.name });
  await untilLocked(vaultAt(other));
  expect(await world.factsOf(vaultAt(other))).toMatchObject({ state: 'locked', keyStatus: 'absent' });
  // Between two tries whoever pressed it reads what is left, and who holds it.
  const { steps } = await untilFound(() =>
    ctx.db.job.findFirst({
      where: { id: jobId, claimedBy: null, steps: { some: { position: 1, state: 'running' } } },
      select: { steps: { where: { position: 1 }, select: { note: true } } },
    }),
  );
  const { name } = await ctx.db.vault.findUniqueOrThrow({ where: { id: vaultAt(held) } });
  expect(steps[0]?.note).toMatch(new RegExp(`${name}: .*sleep 300 \\(${holder.pid}\\)`));
  expect((await world.rowOf(guest(held).id)).state).toBe('stopped');
  await isWhole(vaultAt(held));
  await letGo(holder);
  expect(await waitForJob(ctx.db, jobId, { timeoutSeconds: 60 })).toEqual({ state: 'done', error: null });
  expect(await world.factsOf(vaultAt(held))).toMatchObject({ state: 'locked', keyStatus: 'absent' });
});

test('a node that does not answer: all of its vaults that should be locked say so, tried or not', async () => {
  const { ctx, tenant } = world;
  const node = await ctx.db.node.create({ data: { name: away } });
  onTestFinished(() => ctx.db.node.delete({ where: { id: node.id } }).then(() => undefined));
  onTestFinished(() => ctx.db.vault.deleteMany({ where: { nodeId: node.id } }).then(() => undefined));
  const wish = { nodeId: node.id, tenantId: tenant.id, isDedicated: true, state: 'open' };
  const made = await Promise.all(Array.from({ length: 9 }, () => makeVault(ctx.db, wish)));
  expect(await lockIdle({ ...ctx, now: new Date() })).toBe(0);
  const views = await listNodeVaults(readers().operator, node.id);
  expect(views).toHaveLength(made.length);
  for (const { lockFailure } of views) expect(lockFailure).toMatchObject({ reason: 'vault-node-away' });
  expect(views.some(({ state }) => state === 'open')).toBe(true);
});

test('the loop: a node that does not answer holds up nothing of any other', async () => {
  const { ctx, tenant } = world;
  await startAll();
  for (const each of guests) await world.stop(each);
  const node = await ctx.db.node.create({ data: { name: away } });
  const { id } = await makeVault(ctx.db, { nodeId: node.id, tenantId: tenant.id, state: 'open' });
  onTestFinished(() => ctx.db.node.delete({ where: { id: node.id } }).then(() => undefined));
  onTestFinished(() => ctx.db.vault.delete({ where: { id } }).then(() => undefined));
  logged.length = 0;
  for (const start of [startVaultLoop, startVaultWatch]) {
    const loop = start(ctx);
    onTestFinished(() => loop.stop());
  }
  for (const each of vaultIds) await untilLocked(each);
  expect(
    await untilFound(async () => logged.find((line) => line.includes(id) && line.includes('was not locked'))),
  ).toContain('unreachable');
  // Nobody knows how that one is: it is neither called locked nor open.
  expect(await stateOf(id)).toBe('closing');
  const { operator } = readers();
  const lockFailure = await untilFound(async () => (await getVault(operator, id)).lockFailure);
  expect(lockFailure).toMatchObject({
    ...{
      reason: 'vault-node-away',
      params: { node: away },
      forOperators: expect.stringContaining('refused'),
    },
  });
  await ctx.db.vault.update({ where: { id: vaultAt(0) }, data: { shredAfter: new Date(0) } });
  await untilFound(async () => (await stateOf(vaultAt(0))) === 'shredding');
});
