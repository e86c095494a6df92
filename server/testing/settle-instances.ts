import { writeFile } from 'node:fs/promises';
import { setInstanceState } from '#server/incus/instance-state.ts';
import { finishOperation } from '#server/incus/operations.ts';
import { createInstance } from '#server/instances/create-instance.ts';
import { findOnEngine } from '#server/instances/find-on-engine.ts';
import { observedState } from '#server/instances/observed-state.ts';
import { createInstanceInput } from '#server/instances/schema.ts';
import { projectName } from '#server/networks/network-names.ts';
import { noWhy } from '#server/why/why.ts';
import { removeEngineTenant, removeInstances } from './remove-engine-tenant.ts';
import { runQueuedJobs } from './run-queued-jobs.ts';
import { markFile } from './snapshot-disk.ts';
import { testPool } from './test-engine.ts';
import { others, type World } from './world.ts';

type Power = 'running' | 'stopped' | 'frozen';
export type Wish = { name: string; power: Power; wantsRunning?: boolean };

const mib = 1024 ** 2;
export const tinySize = { vcpus: 1, memoryBytes: 128 * mib, diskBytes: 1024 * mib };

/**
 * The world's tenant is active and has these instances and no others, each as if it had just been made. One
 * that a scenario only started or stopped is used again. Nothing is there of a second tenant without a row.
 */
export async function settleInstances(world: World, wishes: readonly Wish[]): Promise<void> {
  const { ctx, tenant } = world;
  const { db } = ctx;
  const data = { state: 'active', suspendedReason: null, suspendedAt: null };
  await db.tenant.update({ where: { id: tenant.id }, data });
  await removeUnknownTenant(world);
  const kept: string[] = [];
  for (const { name } of wishes) if (await isAsMade(world, name)) kept.push(name);
  await db.instance.deleteMany({ where: { tenantId: tenant.id, name: { notIn: kept } } });
  await removeInstances(ctx.engine, tenant.project, kept);
  for (const wish of wishes) {
    if (!kept.includes(wish.name)) await make(world, wish.name);
    await setPower(world, wish);
  }
}

async function removeUnknownTenant(world: World): Promise<void> {
  const { ctx, otherSlug: slug } = world;
  if ((await ctx.db.tenant.count({ where: { slug } })) > 0) return;
  await removeEngineTenant(ctx.engine, [projectName(slug)], others(world));
}

async function isAsMade({ ctx, tenant, imageId }: World, name: string): Promise<boolean> {
  const row = await ctx.db.instance.findFirst({
    where: {
      tenantId: tenant.id,
      name,
      state: { not: 'failed' },
      imageId,
      ...tinySize,
      vaultId: null,
      sshKeys: { none: {} },
    },
  });
  const found = row && (await findOnEngine(ctx.engine, { id: row.id, project: tenant.project, name }));
  return (
    found !== undefined &&
    found !== null &&
    found.config['limits.cpu'] === String(tinySize.vcpus) &&
    found.config['user.berth.ssh-keys'] === undefined &&
    found.config['cloud-init.user-data'] === undefined &&
    found.config['security.nesting'] === undefined &&
    !Object.hasOwn(Object(row?.settings), 'tpm') &&
    found.devices.spare === undefined &&
    !Object.keys(found.config).some((key) => key.startsWith('user.meta.'))
  );
}

async function make(world: World, name: string): Promise<void> {
  const input = { tenant: world.tenant.slug, name, imageId: world.imageId, ...tinySize };
  await createInstance(world.ctx, createInstanceInput.parse(input));
  await runQueuedJobs(world.ctx);
  const folder = `/var/lib/incus/storage-pools/${testPool}/containers/${world.tenant.project}_${name}`;
  await writeFile(`${folder}/${markFile}`, `as ${name} was made`);
}

async function setPower({ ctx, tenant }: World, { name, power, wantsRunning }: Wish): Promise<void> {
  const { db, engine } = ctx;
  const row = await db.instance.findFirstOrThrow({ where: { tenantId: tenant.id, name } });
  const ref = { project: tenant.project, name };
  const found = await findOnEngine(engine, { id: row.id, ...ref });
  const now = found && observedState(found);
  const actions = now === power ? [] : now === 'frozen' ? (['unfreeze'] as const) : [];
  const last = { running: 'start', stopped: 'stop', frozen: 'freeze' } as const;
  const isUp = now === 'running' || now === 'frozen';
  const first = !isUp && power === 'frozen' ? (['start'] as const) : [];
  const isThere = now === power || (now === 'frozen' && power === 'running');
  for (const action of [...actions, ...first, ...(isThere ? [] : [last[power]])]) {
    const change = { ...ref, action, force: action === 'stop' };
    await finishOperation(engine, await setInstanceState(engine, change));
  }
  await db.instance.update({
    where: { id: row.id },
    data: {
      state: power,
      ...noWhy,
      startedAt: power === 'stopped' ? null : new Date(),
      wantsRunning: wantsRunning ?? power !== 'stopped',
    },
  });
}
