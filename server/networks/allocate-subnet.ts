import type { Tx } from '#server/db.ts';
import { env } from '#server/env.ts';
import { AppError } from '#server/errors.ts';
import { addressText, overlaps, parseCidr } from './ipv4.ts';

/** Any number, the same in every process: held while a subnet is chosen, until the transaction ends. */
const subnetLockKey = 7_220_342;
const subnetSize = 256;

type Options = {
  range?: string;
  /** Of the tenant that asks: free for it. */
  formerSubnet?: string | null;
};

/**
 * The lowest /24 of BERTH_TENANT_RANGE that no tenant has and that touches none of `used`. Two at once
 * get two: the second waits until the first has committed its row.
 */
export async function allocateSubnet(
  tx: Tx,
  used: readonly string[],
  { range = env().BERTH_TENANT_RANGE, formerSubnet }: Options = {},
): Promise<string> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${subnetLockKey})`;
  const rows = await tx.network.findMany({ select: { subnet: true } });
  const taken = new Set(rows.map((row) => row.subnet).filter((subnet) => subnet !== formerSubnet));
  const avoided = used.map(parseCidr);
  const { first, last } = parseCidr(range);
  for (let start = first; start + subnetSize - 1 <= last; start += subnetSize) {
    const subnet = `${addressText(start)}/24`;
    const candidate = { first: start, last: start + subnetSize - 1 };
    if (!taken.has(subnet) && !avoided.some((net) => overlaps(net, candidate))) return subnet;
  }
  throw new AppError('refused', 'no-subnet-left', { range });
}
