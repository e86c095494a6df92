import { statfsSync } from 'node:fs';
import { engineFind, engineRequest } from '../lib/engine-api.mjs';
import { StepError } from '../lib/step-error.mjs';

const gib = 1024 ** 3;

/** A btrfs pool in a file, unless the pool is there already (made by an operator on real disks, say). */
export const incusStorage = {
  name: 'storage pool',
  async run(ctx) {
    const name = ctx.env.BERTH_POOL ?? ctx.config.pool ?? 'berth';
    const found = await engineFind(ctx.engine, `/1.0/storage-pools/${name}`);
    if (found && found.status !== 'Created') throw notReady(name, found.status);
    if (!found) await create(ctx, name);
    if (ctx.config.pool !== name) ctx.save({ pool: name });
    return `storage pool ${name} (${found?.driver ?? 'btrfs'})`;
  },
};

async function create(ctx, name) {
  const size = ctx.env.BERTH_POOL_SIZE ?? `${poolSizeGib(freeGib())}GiB`;
  if (ctx.remote) {
    throw new StepError(
      `the engine has no storage pool "${name}"`,
      `on the engine's machine: incus storage create ${name} btrfs   (or name another one with BERTH_POOL)`,
    );
  }
  await engineRequest(ctx.engine, 'POST', '/1.0/storage-pools', {
    body: { name, driver: 'btrfs', config: { size }, description: 'Disks of light VMs (Berth)' },
    timeoutSeconds: 120,
  });
}

/** The file is sparse: it takes what is written to it. A third of the free space stays for everything else. */
export function poolSizeGib(freeSpaceGib) {
  const size = Math.min(500, Math.floor((freeSpaceGib * 2) / 3));
  if (size >= 5) return size;
  throw new StepError(
    `${Math.floor(freeSpaceGib)} GiB free under /var/lib/incus, 8 GiB are needed for the disks of light VMs`,
    'free some space, or make a pool on another disk: incus storage create berth btrfs source=/dev/…',
  );
}

function freeGib() {
  const { bavail, bsize } = statfsSync('/var/lib/incus');
  return (bavail * bsize) / gib;
}

function notReady(name, status) {
  return new StepError(
    `storage pool "${name}" is ${status}`,
    `see why: incus storage show ${name}; incus warning list`,
  );
}
