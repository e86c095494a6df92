import { bridgeName } from '#server/networks/network-names.ts';
import { type AddressSnapshot, snapshotAddresses } from './snapshot-addresses.ts';
import { type DatabaseSnapshot, snapshotDatabase } from './snapshot-database.ts';
import { type DiskSnapshot, snapshotDisk } from './snapshot-disk.ts';
import { type EngineSnapshot, snapshotEngine } from './snapshot-engine.ts';
import { snapshotVaults, type VaultSnapshot } from './snapshot-vaults.ts';
import type { World } from './world.ts';

/** Plain data, for `toEqual`: what there is in the four places that a job may change. */
export type Snapshot = {
  engine: EngineSnapshot;
  disk: DiskSnapshot;
  addresses: AddressSnapshot;
  database: DatabaseSnapshot;
  vaults: VaultSnapshot;
};

/**
 * Everything of the world's tenants on the engine and on its disk, the addresses in use, and every row of the
 * database. Times that rightly change are left out, and so are the records of what was done (jobs, audit).
 */
export async function takeSnapshot(world: World): Promise<Snapshot> {
  const database = await snapshotDatabase(world.ctx.db);
  for (const { id } of database.rows.Tenant ?? []) world.tenantIds.add(String(id));
  const engine = await snapshotEngine(world);
  // By their ids, not by what the engine has: what it has forgotten may still lie on the disk.
  const bridges = [...world.tenantIds].map(bridgeName);
  const vaults = await snapshotVaults(world);
  const [disk, addresses] = await Promise.all([
    snapshotDisk(world, bridges),
    snapshotAddresses(world.ctx, engine),
  ]);
  return { engine, disk, addresses, database, vaults };
}
