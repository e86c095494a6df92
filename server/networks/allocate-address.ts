import type { Tx } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { type LockedTenant, lockTenant } from '#server/quotas/lock-tenant.ts';
import { addressIn } from './network-names.ts';

const firstHost = 10;
const lastHost = 250;

/**
 * The lowest free address for an instance of the tenant, whose row stays locked until the transaction ends.
 * `locked` is what the row said to a caller that holds it already.
 */
export async function allocateAddress(tx: Tx, tenantId: string, locked?: LockedTenant): Promise<string> {
  const [address] = await allocateAddresses(tx, tenantId, 1, locked);
  if (!address) throw new AppError('quota-exceeded', 'no-address-left');
  return address;
}

/** The same for several instances, each with its own. Throws `no-address-left` unless there are enough. */
export async function allocateAddresses(
  tx: Tx,
  tenantId: string,
  count: number,
  locked?: LockedTenant,
): Promise<string[]> {
  if (!locked) await lockTenant(tx, tenantId);
  const [network] = await tx.$queryRaw<{ subnet: string; taken: string[] }[]>`
    SELECT "subnet", ARRAY(
      SELECT "ipv4" FROM "Instance" WHERE "tenantId" = ${tenantId}::uuid AND "ipv4" IS NOT NULL
    ) AS "taken" FROM "Network" WHERE "tenantId" = ${tenantId}::uuid`;
  if (!network) throw new AppError('not-found', 'not-found');
  const taken = new Set(network.taken);
  const free: string[] = [];
  for (let host = firstHost; host <= lastHost && free.length < count; host++) {
    const address = addressIn(network.subnet, host);
    if (!taken.has(address)) free.push(address);
  }
  if (free.length < count) throw new AppError('quota-exceeded', 'no-address-left');
  return free;
}
