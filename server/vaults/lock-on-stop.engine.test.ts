import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loopPasses } from '#server/health/loop-passes.ts';
import { execInInstance } from '#server/incus/exec-in-instance.ts';
import { isStopped } from '#server/incus/instance.ts';
import { getInstanceState } from '#server/incus/instance-state.ts';
import { getInstance } from '#server/incus/instances.ts';
import { createInstance } from '#server/instances/create-instance.ts';
import { startInstanceLoop } from '#server/instances/instances.loop.ts';
import { createInstanceInput } from '#server/instances/schema.ts';
import { startInstance } from '#server/instances/start-instance.ts';
import { stopInstance } from '#server/instances/stop-instance.ts';
import { jobKinds } from '#server/job-kinds.ts';
import { startWorker } from '#server/jobs/start-worker.ts';
import { waitForJob } from '#server/jobs/wait-for-job.ts';
import { makeImage } from '#server/testing/make-image.ts';
import { type Inside, openVaultWorld, type VaultWorld } from '#server/testing/open-vault-world.ts';
import { runOnShell } from '#server/testing/run-on-shell.ts';
import { untilFound } from '#server/testing/until-found.ts';
import { listVaultEvents } from './list-vault-events.ts';
import { vaultNotes } from './schema.ts';
import { startVaultTidy } from './vault-tidy.loop.ts';
import { startVaultLoop } from './vaults.loop.ts';

const mib = 1024 ** 2;
const gib = 1024 ** 3;
/** What is promised, from the moment that the engine shows the last one stopped. */
const limitMs = 10_000;

let world: VaultWorld;
/** What a worker has of it: jobs, the watch of the engine, and the loops that lock and tidy. */
const parts: { stop(): Promise<void> }[] = [];
let web: Inside;
let shop: Inside;
/** A real Linux, whose own init ends it. */
let debian: Inside;
let vaultId: string;

beforeAll(async () => {
  world = await openVaultWorld();
  const { ctx } = world;
  web = await world.create('web', 'shared');
  shop = await world.create('shop', 'shared');
  debian = await createDebian();
  vaultId = await world.vaultOf(web);
  for (const each of [web, shop, debian]) await world.stop(each);
  await world.lock();
  parts.push(
    await startWorker(world.url, jobKinds, { ...ctx, tools: { engine: ctx.engine } }, { concurrency: 4 }),
    startInstanceLoop(ctx),
    startVaultLoop(ctx),
    startVaultTidy(ctx),
  );
});
afterAll(async () => {
  await Promise.all(parts.map((part) => part.stop()));
  await world?.close();
});

async function createDebian(): Promise<Inside> {
  const { ctx, tenant } = world;
  const { id: imageId } = await makeImage(ctx.db, { alias: 'debian/12' });
  const size = { vcpus: 1, memoryBytes: 256 * mib, diskBytes: 2 * gib };
  const wish = { tenant: tenant.slug, name: 'debian', imageId, ...size, vault: 'shared' };
  const { instanceId: id } = await createInstance(ctx, createInstanceInput.parse(wish));
  await world.run();
  return { id, name: 'debian', ref: { project: tenant.project, name: 'debian' } };
}

async function ends({ jobId }: { jobId: string }): Promise<void> {
  const ended = await waitForJob(world.ctx.db, jobId, { timeoutSeconds: 60 });
  expect(ended).toEqual({ state: 'done', error: null });
}
async function start(guest: Inside): Promise<void> {
  await ends(await startInstance(world.ctx, { id: guest.id }));
  expect(await world.rowOf(guest.id)).toMatchObject({ state: 'running', vault: { state: 'open' } });
}
const stop = async ({ id }: Inside) => ends(await stopInstance(world.ctx, { id, isForced: true }));

/** As its owner types it; an init that is not up yet would not hear it. The answer may be cut off by the end. */
async function powerOff(guest: Inside): Promise<void> {
  await world.shell(
    guest,
    "until systemctl is-system-running | grep -E 'running|degraded'; do sleep 0.2; done",
  );
  await execInInstance(world.ctx.engine, { ...guest.ref, command: ['poweroff'] }).catch(() => undefined);
}
async function crash({ ref }: Inside): Promise<void> {
  const { pid } = await getInstanceState(world.ctx.engine, ref);
  expect(pid).toBeGreaterThan(1);
  process.kill(pid, 'SIGKILL');
}

const untilStopped = ({ ref }: Inside) =>
  untilFound(async () => isStopped(await getInstance(world.ctx.engine, ref)));
const facts = () => world.factsOf(vaultId);
const history = async () => (await listVaultEvents(world.ctx, { id: vaultId })).items;

/** The last one that runs has just been ended: the vault is locked in time, and nothing of it is left in the kernel. */
async function expectLockedInTime(last: Inside): Promise<void> {
  await untilStopped(last);
  const stoppedAt = performance.now();
  await untilFound(async () => {
    const { state, keyStatus } = await facts();
    return state === 'locked' && keyStatus === 'absent';
  });
  expect(performance.now() - stoppedAt).toBeLessThan(limitMs);
  expect(await facts()).toMatchObject({ mounts: [] });
  // Locked, its metadata is saved: for that the image is mounted for a moment, without a key.
  const seen = () => runOnShell(`{ cat /proc/mounts; losetup -a; } | grep -cF ${vaultId} || true`);
  await expect.poll(seen).toBe('0');
  expect(await facts()).toMatchObject({ state: 'locked', keyStatus: 'absent', mounts: [] });
  await untilFound(async () => (await world.rowOf(last.id)).vault?.state === 'locked');
  expect((await history())[0]).toMatchObject({ what: 'locked', note: vaultNotes.idle });
}

/** Two whole passes of the loop that locks: it has looked, whatever it was at before. */
async function untilLookedAt(): Promise<void> {
  for (let passes = 0; passes < 2; passes++) {
    const from = new Date();
    await untilFound(async () => (loopPasses().get('vaults')?.lastGoodAt ?? from) > from);
  }
}

describe('the last one that runs in it ends', () => {
  test.each([
    ['by poweroff in it', () => debian, powerOff],
    ['by a crash', () => web, crash],
    ['by the engine, past the panel', () => web, (guest: Inside) => world.power(guest, 'stop')],
    ['by us', () => web, stop],
  ])('%s: its vault is locked within ten seconds, and its key is gone', async (how, guest, end) => {
    await start(guest());
    expect(await facts()).toMatchObject({ state: 'open', keyStatus: 'present' });
    await world.shell(guest(), `echo '${how}' >> /root/ends; sync`);
    await end(guest());
    await expectLockedInTime(guest());
    expect((await world.rowOf(guest().id)).state).toBe('stopped');
  });

  test('each start opens it first, and what was written is there', async () => {
    await start(web);
    const ends = ['by a crash', 'by the engine, past the panel', 'by us'];
    expect((await world.shell(web, 'cat /root/ends')).split('\n')).toEqual(ends);
    await crash(web);
    await expectLockedInTime(web);
  });
});

test('one crashes beside another: the vault stays open under that until it ends as well', async () => {
  await start(web);
  await start(shop);
  await world.shell(web, 'echo before > /root/file; sync');
  const { openedAt } = await world.ctx.db.vault.findUniqueOrThrow({ where: { id: vaultId } });
  await crash(shop);
  await untilStopped(shop);
  await untilFound(async () => (await world.rowOf(shop.id)).state === 'stopped');
  await untilLookedAt();
  expect(await facts()).toMatchObject({ state: 'open', keyStatus: 'present' });
  expect(await world.shell(web, 'echo after >> /root/file; sync; cat /root/file')).toBe('before\nafter');
  // Not closed and opened again in between either.
  expect(await world.ctx.db.vault.findUnique({ where: { id: vaultId } })).toMatchObject({
    state: 'open',
    openedAt,
  });
  expect((await history())[0]?.what).toBe('opened');
  await crash(web);
  await expectLockedInTime(web);
});

test('in a vault that was locked and opened a disk ends at its quota, and its neighbour writes on', async () => {
  await start(web);
  await start(shop);
  const { deviceBytes } = await facts();
  expect(deviceBytes).toBeGreaterThan(4 * gib);
  const fill = 'dd if=/dev/urandom of=/root/big bs=1M count=1400 conv=fsync 2>&1 || true';
  expect(await world.shell(web, fill)).toMatch(/quota exceeded/i);
  expect(await world.shell(web, 'fallocate -l 1400M /root/more 2>&1 || true')).toMatch(/quota exceeded/i);
  await runOnShell('sync');
  const { diskUsageBytes, diskTotalBytes } = await getInstanceState(world.ctx.engine, web.ref);
  expect(diskTotalBytes).toBe(gib);
  expect(diskUsageBytes).toBeGreaterThan(gib - 64 * mib);
  expect(diskUsageBytes).toBeLessThanOrEqual(gib + 16 * mib);
  await world.shell(shop, 'dd if=/dev/urandom of=/root/big bs=1M count=200 conv=fsync 2>/dev/null');
  expect(await world.shell(shop, 'stat -c %s /root/big')).toBe(String(200 * mib));
});
