import { engineBytes } from '#server/reconcile/engine-amounts.ts';
import { isoVolume } from '#server/vms/iso-device.ts';
import type { Snapshot } from './snapshot.ts';
import type { DatabaseSnapshot } from './snapshot-database.ts';
import type { VaultSnapshot } from './snapshot-vaults.ts';
import { testPool } from './test-engine.ts';

/** Where our rows say one thing and the engine has another: empty wherever a job has ended, however it ended. */
export function disagreements({ engine, disk, addresses, database, vaults }: Snapshot): string[] {
  const { Instance = [], Tenant = [], Iso = [] } = database.rows;
  const found: string[] = [];
  const say = (text: string) => found.push(text);
  for (const row of Instance) {
    const there = engine.instances.find(({ config }) => config['user.berth.id'] === row.id);
    const isGone = row.state === 'failed' || row.state === 'lost';
    if (isGone && there) say(`${row.name} is ${row.state}, but the engine has it`);
    if (isGone || !there) {
      if (!isGone) say(`the engine has no ${row.name}`);
      continue;
    }
    const facts = {
      name: there.name,
      state: there.status.toLowerCase(),
      vcpus: Number(there.config['limits.cpu']),
      memoryBytes: engineBytes(there.config['limits.memory']),
      diskBytes: engineBytes(there.devices.root?.size),
      ipv4: there.devices.eth0?.['ipv4.address'],
    };
    for (const [column, value] of Object.entries(facts)) {
      if (row[column] !== value) say(`${row.name}: ${column} is ${row[column]}, on the engine ${value}`);
    }
  }
  for (const { name, config } of engine.instances) {
    if (!Instance.some(({ id }) => id === config['user.berth.id'])) say(`no row for ${name} of the engine`);
  }
  const made = Tenant.filter(({ state }) => state !== 'failed').length;
  const counts = { projects: engine.projects, networks: engine.networks, acls: engine.acls };
  for (const [what, things] of Object.entries(counts)) {
    if (things.length !== made) say(`${things.length} ${what} for ${made} tenants`);
  }
  // What is in a vault is on a disk of its own.
  const plain = engine.instances.filter(({ devices }) => devices.root?.pool === testPool);
  // One whose deletion failed says why, and may be there or not: it can be deleted again either way.
  const discs = Iso.filter(({ state, reason }) => state === 'ready' && !reason).map(({ id }) =>
    isoVolume(String(id)),
  );
  const volumes = engine.volumes.filter(({ type }) => type === 'custom').map(({ name }) => name);
  for (const name of discs) if (!volumes.includes(name)) say(`the engine has no ${name}`);
  // A failed one is in no quota.
  for (const name of volumes)
    if (!Iso.some(({ id, state }) => isoVolume(String(id)) === name && state !== 'failed'))
      say(`no row for the volume ${name}`);
  if (disk.subvolumes.length !== plain.length + volumes.length)
    say(`on the disk: ${disk.subvolumes.join(', ')}`);
  found.push(...vaultDisagreements(database.rows, vaults));
  if (addresses.rows.subnets.length !== made)
    say(`${addresses.rows.subnets.length} ranges for ${made} tenants`);
  if (database.liveJobs > 0) say(`${database.liveJobs} jobs have not ended`);
  if (database.rows.JobSecret) say('secrets of jobs are left');
  return found;
}

/**
 * Each vault is on its node as its row says, with its pool on the engine; a destroyed one has neither. Of a broken one
 * its row says why: nobody knows how much of it is left.
 */
function vaultDisagreements(
  { Vault = [] }: DatabaseSnapshot['rows'],
  { devices, pools }: VaultSnapshot,
): string[] {
  const found: string[] = [];
  for (const { id, name, pool, state, sizeBytes } of Vault.filter(({ state }) => state !== 'broken')) {
    const isGone = state === 'shredded';
    const device = devices.find((each) => each.id === id);
    if (device?.state !== (isGone ? undefined : state))
      found.push(`${name} is ${state}, on its node ${device?.state}`);
    if (device && device.sizeBytes !== sizeBytes)
      found.push(`${name}: ${sizeBytes}, on its node ${device.sizeBytes}`);
    if (pools.some((each) => each.name === pool) === isGone)
      found.push(`${name} is ${state}, its pool is not`);
  }
  for (const { id } of devices) {
    if (!Vault.some((row) => row.id === id)) found.push(`no row for the vault ${id} of the node`);
  }
  return found;
}
