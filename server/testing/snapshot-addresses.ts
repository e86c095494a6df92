import type { Ctx } from '#server/context.ts';
import { listNetworkLeases } from '#server/incus/network-state.ts';
import { sumAllocations } from '#server/quotas/sum-allocations.ts';
import type { EngineSnapshot } from './snapshot-engine.ts';

export type AddressSnapshot = Awaited<ReturnType<typeof snapshotAddresses>>;

/** What is taken of each pool, by our rows and by the engine: ranges, addresses, and the amounts of the quota. */
export async function snapshotAddresses({ db, engine }: Ctx, { networks, projects }: EngineSnapshot) {
  const rows = await db.network.findMany({
    orderBy: { subnet: 'asc' },
    select: { subnet: true, bridge: true },
  });
  const instances = await db.instance.findMany({
    where: { ipv4: { not: null } },
    orderBy: { ipv4: 'asc' },
    select: { ipv4: true, name: true },
  });
  const tenants = await db.tenant.findMany({ select: { id: true } });
  const sums = await sumAllocations(
    db,
    tenants.map(({ id }) => id),
  );
  // A network shows itself to its own tenant's project alone.
  const questions = projects
    .map(({ name, config }) => ({ project: name, name: config['restricted.networks.access'] ?? '' }))
    .filter((question) => networks.some(({ name }) => name === question.name));
  const leases = await Promise.all(questions.map((question) => listNetworkLeases(engine, question)));
  return {
    rows: {
      subnets: rows,
      addresses: instances,
      taken: Object.fromEntries([...sums].filter(([, { instances }]) => instances > 0).map(inWholeMib)),
    },
    engine: {
      subnets: networks.map(({ config }) => config['ipv4.address']),
      leases: leases
        .flat()
        .filter(({ type }) => type === 'static')
        .map(({ address, hostname, hwaddr }) => ({ address, hostname, hwaddr }))
        .toSorted((a, b) => a.address.localeCompare(b.address)),
    },
  };
}

/** An image that was made again is a few bytes larger or smaller. */
function inWholeMib<T extends { diskBytes: number }>([id, sum]: [string, T]): [string, T] {
  return [id, { ...sum, diskBytes: Math.floor(sum.diskBytes / 1024 ** 2) }];
}
