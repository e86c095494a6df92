import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { getStoragePool } from '#server/incus/storage-pools.ts';
import { startInstance } from '#server/instances/start-instance.ts';
import { openVaultWorld, type VaultWorld } from '#server/testing/open-vault-world.ts';
import { type ChaosEngine, pool, startEngine } from './engine.ts';

// An engine of the test's own: nobody else notices that it is restarted.
let home: string;
let own: ChaosEngine;
let world: VaultWorld;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'berth-own-engine-'));
  // The users of its guests have to pass through it.
  await chmod(home, 0o711);
  own = await startEngine(home);
  // Before anything reads the environment.
  process.env.BERTH_POOL = pool;
  world = await openVaultWorld({ engineUrl: own.url });
});
afterAll(async () => {
  try {
    await world?.close();
  } finally {
    // Whatever the test has left in it.
    await own?.remove();
    await own?.engine.close();
    if (home) await rm(home, { recursive: true, force: true });
  }
});

// The engine looks once a minute for a pool that it could not mount.
test('the engine is restarted while a vault is locked: a start opens it and waits for the pool', {
  timeout: 240_000,
}, async () => {
  const { ctx } = world;
  const web = await world.create('web', 'shared');
  await world.shell(web, 'echo kept > /root/file; sync');
  await world.stop(web);
  expect(await world.lock()).toBe(1);
  await own.victim.stop();
  await own.victim.start();
  const vault = await ctx.db.vault.findFirstOrThrow();
  const poolState = async () => (await getStoragePool(ctx.engine, { name: vault.pool })).status;
  expect(await poolState()).toBe('Unavailable');
  const { jobId } = await startInstance(ctx, { id: web.id });
  await world.run();
  const job = await ctx.db.job.findUniqueOrThrow({ where: { id: jobId }, include: { steps: true } });
  expect(job).toMatchObject({ state: 'done', error: null, steps: [{ attempts: 1 }] });
  expect(await world.rowOf(web.id)).toMatchObject({ state: 'running', vault: { state: 'open' } });
  expect(await poolState()).toBe('Created');
  expect(await world.shell(web, 'cat /root/file')).toBe('kept');
});

test('restarted while something in it runs, nothing of that is noticed', { timeout: 240_000 }, async () => {
  const { ctx } = world;
  const { id } = await ctx.db.instance.findFirstOrThrow();
  await own.victim.kill();
  await own.victim.start();
  expect(
    await world.shell(
      { id, name: 'web', ref: { project: world.tenant.project, name: 'web' } },
      'cat /root/file',
    ),
  ).toBe('kept');
  expect(await world.lock()).toBe(0);
  expect(await world.factsOf((await ctx.db.vault.findFirstOrThrow()).id)).toMatchObject({ state: 'open' });
});
