import { listMembers } from '#server/incus/cluster.ts';
import type { Engine } from '#server/incus/engine.ts';
import { getServer } from '#server/incus/server.ts';
import { getStoragePool, type StoragePool } from '#server/incus/storage-pools.ts';
import { listImageVolumes } from '#server/incus/storage-volumes.ts';

/** Where an image is unpacked once for all: a pool, or a member's part of it. */
export type ImagePlace = {
  pool: string;
  /** Only where each member has a part of its own. */
  member: string | undefined;
  /** The fingerprints of what lies there. */
  warm: ReadonlySet<string>;
};

type Input = { engine: Engine; pools: readonly string[]; signal?: AbortSignal | undefined };

/** Every place that can be asked now: a member that is away is none. */
export async function listImagePlaces({ engine, pools, signal }: Input): Promise<ImagePlace[]> {
  const places = await Promise.all(pools.map((pool) => placesOf(engine, pool, signal)));
  return places.flat();
}

async function placesOf(engine: Engine, name: string, signal?: AbortSignal): Promise<ImagePlace[]> {
  const pool = await getStoragePool(engine, { name }, { signal });
  if (!keepsImages(pool)) return [];
  const volumes = await listImageVolumes(engine, { pool: name }, { signal });
  const { environment } = await getServer(engine, { signal });
  if (!environment.server_clustered || isShared(pool)) {
    return [{ pool: name, member: undefined, warm: new Set(volumes.map((volume) => volume.name)) }];
  }
  const members = (await listMembers(engine, { signal })).filter(({ status }) => status === 'Online');
  return members.map((member) => {
    const own = volumes.filter(({ location }) => location === member.name);
    return { pool: name, member: member.name, warm: new Set(own.map((volume) => volume.name)) };
  });
}

/** Source: Incus docs, "Storage drivers", the row "Optimized image storage" of the table of features. */
export function keepsImages({ driver, config }: Pick<StoragePool, 'driver' | 'config'>): boolean {
  if (driver === 'lvm') return config['lvm.use_thinpool'] !== 'false';
  return ['btrfs', 'zfs', 'ceph', 'lvmcluster', 'linstor'].includes(driver);
}

/** One storage for all members. */
function isShared({ driver }: Pick<StoragePool, 'driver'>): boolean {
  return ['ceph', 'lvmcluster', 'linstor'].includes(driver);
}
