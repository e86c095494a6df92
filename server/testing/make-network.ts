import type { Db } from '#server/db.ts';
import { bridgeName } from '#server/networks/network-names.ts';

let count = 0;

/** The row of a tenant's network, with a subnet of its own: nothing of it is on the engine. */
export async function makeNetwork(db: Db, tenantId: string) {
  count++;
  const subnet = `10.${200 + Math.floor(count / 250)}.${count % 250}.0/24`;
  return db.network.create({ data: { tenantId, bridge: bridgeName(tenantId), subnet } });
}
