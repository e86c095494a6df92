import type { Tx } from '#server/db.ts';
import { AppError, type ErrorReason } from '#server/errors.ts';
import { type InstanceKind, kindFacts } from '#server/instances/kinds/schema.ts';
import type { Quota } from '#server/tenants/schema.ts';
import { type LockedTenant, lockTenant } from './lock-tenant.ts';
import { toQuota } from './quota-columns.ts';
import { sumAllocations } from './sum-allocations.ts';

export type AskedSize = { kind: InstanceKind; vcpus: number; memoryBytes: number; diskBytes: number };
const gib = 1024 ** 3;

type Options = { exceptInstanceId?: string; locked?: LockedTenant };

/**
 * Refuses with `quota-exceeded` when what the tenant's instances have plus `asked` is more than its quota.
 * Call it in the transaction that writes the instance's row: the tenant's row stays locked until that ends,
 * so two at once cannot both take the last place. `exceptInstanceId` is an instance whose size is replaced, `locked`
 * what the row said to a caller that holds it already.
 */
export function reserveQuota(tx: Tx, tenantId: string, asked: AskedSize, options: Options = {}) {
  return reserveQuotaForAll(tx, tenantId, [asked], options);
}

/** The same for several at once: all of them, or none. */
export async function reserveQuotaForAll(
  tx: Tx,
  tenantId: string,
  asked: readonly AskedSize[],
  { locked, ...options }: Options = {},
): Promise<void> {
  const quota = toQuota(locked ?? (await lockTenant(tx, tenantId)));
  const used = (await sumAllocations(tx, [tenantId], options)).get(tenantId);
  if (!used) throw new AppError('not-found', 'not-found');
  for (const kind of new Set(asked.map((one) => one.kind))) {
    const column = kindFacts[kind].quota;
    const count = asked.filter((one) => one.kind === kind).length;
    if (used[column] + count <= quota[column]) continue;
    const params = { kind: kind.replaceAll('-', '_'), limit: quota[column] };
    const left = Math.max(0, quota[column] - used[column]);
    if (left === 0) throw new AppError('quota-exceeded', 'quota-instances', params);
    throw new AppError('quota-exceeded', 'quota-instances-together', { ...params, asked: count, left });
  }
  const sum = (amount: Amount) => asked.reduce((total, one) => total + one[amount], 0);
  const all = { vcpus: sum('vcpus'), memoryBytes: sum('memoryBytes'), diskBytes: sum('diskBytes') };
  refuseOver('quota-vcpus', 'vcpus', all, used, quota);
  refuseOver('quota-memory', 'memoryBytes', all, used, quota, gib);
  refuseOver('quota-disk', 'diskBytes', all, used, quota, gib);
}

type Amount = 'vcpus' | 'memoryBytes' | 'diskBytes';
type Amounts = Record<Amount, number>;

function refuseOver(
  reason: ErrorReason,
  amount: Amount,
  asked: Amounts,
  used: Amounts,
  quota: Pick<Quota, Amount>,
  unit = 1,
): void {
  const left = quota[amount] - used[amount];
  if (asked[amount] <= left) return;
  const inUnits = (value: number) => Math.round((value / unit) * 100) / 100;
  throw new AppError(
    'quota-exceeded',
    reason,
    { asked: inUnits(asked[amount]), left: inUnits(Math.max(0, left)), limit: inUnits(quota[amount]) },
    { field: amount },
  );
}
