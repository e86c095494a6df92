import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isRunning } from '#server/incus/instance.ts';
import { getInstance } from '#server/incus/instances.ts';
import { reconcileInstances } from '#server/instances/reconcile-instances.ts';
import { startInstance } from '#server/instances/start-instance.ts';
import { stopInstance } from '#server/instances/stop-instance.ts';
import { jobKinds } from '#server/job-kinds.ts';
import { startWorker, type Worker } from '#server/jobs/start-worker.ts';
import { waitForJob } from '#server/jobs/wait-for-job.ts';
import { makeInstance } from '#server/testing/make-instance.ts';
import { makeJob } from '#server/testing/make-job.ts';
import { type Inside, openVaultWorld, type VaultWorld } from '#server/testing/open-vault-world.ts';
import { refusalOf } from '#server/testing/refusal-of.ts';
import { lockIdle, newLockMemory } from './lock-idle.ts';
import { lookAtNodes } from './look-at-nodes.ts';
import { panicLock } from './panic-lock.ts';
import { refuseVaultFor } from './refuse-vault-for.ts';

/** Enough to meet each order of events now and then; more where somebody looks for a rare one. */
const rounds = Number(process.env.BERTH_RACE_ROUNDS ?? 6);
let world: VaultWorld;
let worker: Worker;
let web: Inside;
let shop: Inside;
let vaultId: string;

beforeAll(async () => {
  world = await openVaultWorld();
  web = await world.create('web', 'shared');
  shop = await world.create('shop', 'shared');
  vaultId = await world.vaultOf(web);
  await world.stop(shop);
  const { db, log, engine } = world.ctx;
  worker = await startWorker(world.url, jobKinds, { db, log, tools: { engine } }, { concurrency: 4 });
});
afterAll(async () => {
  await worker?.stop();
  await world?.close();
});

const isUp = async ({ ref }: Inside) => isRunning(await getInstance(world.ctx.engine, ref));

async function ends({ jobId }: { jobId: string }): Promise<void> {
  const ended = await waitForJob(world.ctx.db, jobId, { timeoutSeconds: 60 });
  expect(ended).toEqual({ state: 'done', error: null });
}
const start = async ({ id }: Inside) => ends(await startInstance(world.ctx, { id }));
const stop = async ({ id }: Inside) => ends(await stopInstance(world.ctx, { id, isForced: true }));

/** Passes of loops without a pause, until the work is done. */
async function amid(passes: (() => Promise<unknown>)[], work: () => Promise<unknown>): Promise<void> {
  let isDone = false;
  const going = passes.map(async (pass) => {
    while (!isDone) {
      await pass();
      await delay(40);
    }
  });
  try {
    await work();
  } finally {
    isDone = true;
    await Promise.all(going);
  }
}

test('start and last stop at once: never closed under what runs, and open or locked as it should be', async () => {
  const between = new Set<string>();
  const look = async () => {
    await lookAtNodes({ ...world.ctx, between });
    await delay(500);
  };
  // As two workers have them.
  await amid([world.lock, world.lock, look], async () => {
    let [up, down] = [web, shop];
    for (let round = 0; round < rounds; round++) {
      await Promise.all([stop(up), start(down)]);
      [up, down] = [down, up];
      // What it writes comes to the device, so that is there.
      expect(await world.shell(up, `echo ${round} > /root/round; sync; cat /root/round`)).toBe(String(round));
    }
    await stop(up);
  });
  await world.lock();
  expect(await world.factsOf(vaultId)).toMatchObject({ state: 'locked', keyStatus: 'absent' });
  expect((await world.rowOf(web.id)).vault?.state).toBe('locked');
});

test('locking has just begun when something is started: that waits, and starts', async () => {
  await start(web);
  for (let round = 0; round < 2; round++) {
    await stop(web);
    const [locked] = await Promise.all([world.lock(), start(web)]);
    expect([0, 1]).toContain(locked);
    expect(await isUp(web)).toBe(true);
    expect(await world.factsOf(vaultId), `round ${round}`).toMatchObject({ state: 'open' });
  }
  const events = await world.ctx.db.vaultEvent.findMany({
    where: { vaultId, note: { contains: 'restarted' } },
  });
  expect(events, 'nobody restarted the node').toEqual([]);
});

test('started past the panel, it is not locked either: the node refuses', async () => {
  await stop(web);
  await world.power(web, 'start');
  expect(await world.lock()).toBe(0);
  expect(await world.shell(web, 'echo on')).toBe('on');
  expect((await world.rowOf(web.id)).vault?.state).toBe('open');
  await world.power(web, 'stop');
});

test('a locking that was cut, and one that waits for a job that is stuck: the key goes, and never under what runs', async () => {
  const { db, engine, log } = world.ctx;
  await start(web);
  await stop(web);
  await db.vault.updateMany({
    where: { id: vaultId, state: { in: ['open', 'locked'] } },
    data: { state: 'closing' },
  });
  await world.lock();
  expect(await world.factsOf(vaultId)).toMatchObject({ state: 'locked', keyStatus: 'absent' });

  await start(web);
  const { id: stuckId } = await makeJob(db, { state: 'stuck', instanceId: web.id, finishedAt: null });
  const memory = newLockMemory();
  expect(await lockIdle({ db, engine, log, now: new Date(), memory })).toBe(0);
  expect(await world.shell(web, 'echo on')).toBe('on');
  await world.power(web, 'stop');
  const soon = new Date();
  expect(await lockIdle({ db, engine, log, now: soon, memory }), 'the node was asked just now').toBe(0);
  const later = new Date(soon.getTime() + 60_000);
  expect(await lockIdle({ db, engine, log, now: later, memory })).toBe(1);
  expect(await world.factsOf(vaultId)).toMatchObject({ state: 'locked', keyStatus: 'absent' });
  await db.job.delete({ where: { id: stuckId } });
  await db.instance.update({ where: { id: web.id }, data: { state: 'stopped' } });
});

test('panic: everything in all vaults of the node stops and is locked, also what was just asked to start', async () => {
  const { ctx, node } = world;
  await start(shop);
  // A creation that failed is neither running nor lost.
  const failed = { tenantId: world.tenant.id, name: 'failed', state: 'failed', vaultId };
  const { id: failedId } = await makeInstance(ctx.db, failed);
  const { jobId } = await startInstance(ctx, { id: web.id });
  const panic = await panicLock(ctx, { nodeId: node.id, confirmName: node.name });
  expect(await refusalOf(refuseVaultFor(ctx, 'start-in', vaultId))).toMatchObject({ reason: 'vault-panic' });
  // Looks at the engine go on meanwhile.
  await amid([() => reconcileInstances(ctx)], () => ends(panic));
  await waitForJob(ctx.db, jobId, { timeoutSeconds: 60 });
  expect((await world.rowOf(failedId)).state).toBe('failed');
  await ctx.db.instance.delete({ where: { id: failedId } });
  expect([await isUp(web), await isUp(shop)]).toEqual([false, false]);
  expect(await world.factsOf(vaultId)).toMatchObject({ state: 'locked', keyStatus: 'absent' });
  const rows = await ctx.db.instance.findMany({ select: { state: true, wantsRunning: true } });
  expect(rows).toEqual(rows.map(() => ({ state: 'stopped', wantsRunning: false })));
});

test('panic: a vault that is broken in our books and open on its node is locked as well, with what runs in it', async () => {
  const { ctx, node } = world;
  await start(web);
  await ctx.db.vault.update({ where: { id: vaultId }, data: { state: 'broken', stateReason: 'a test' } });
  await ends(await panicLock(ctx, { nodeId: node.id, confirmName: node.name }));
  expect(await isUp(web)).toBe(false);
  expect(await world.factsOf(vaultId)).toMatchObject({ state: 'locked', keyStatus: 'absent' });
});
