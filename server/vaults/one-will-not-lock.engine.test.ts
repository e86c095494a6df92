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
import { makeVault } from '#server/testing/make-vault.ts';
import { type Inside, openVaultWorld, type VaultWorld } from '#server/testing/open-vault-world.ts';
import { untilFound } from '#server/testing/until-found.ts';
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
  await letGo(holder);
  await untilLocked(vaultAt(held));
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
  await ctx.db.vault.update({ where: { id: vaultAt(0) }, data: { shredAfter: new Date(0) } });
  await untilFound(async () => (await stateOf(vaultAt(0))) === 'shredding');
});
