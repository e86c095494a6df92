import type { Tx } from '#server/db.ts';
import { AppError, type ErrorReason } from '#server/errors.ts';
import { type InstanceKind, kindFacts } from '#server/instances/kinds/schema.ts';
import type { Quota } from '#server/tenants/schema.ts';
import { type LockedTenant, lockTenant } from './lock-tenant.ts';
import { toQuota } from './quota-columns.ts';
import { sumAllocations } from './sum-allocations.ts';

export type AskedSize = { kind: InstanceKind; vcpus: number; memoryBytes: number; diskBytes: number };
const gib = 1024 ** 3;

/**
 * Refuses with `quota-exceeded` when what the tenant's instances have plus `asked` is more than its quota.
 * Call it in the transaction that writes the instance's row: the tenant's row stays locked until that ends,
 * so two at once cannot both take the last place. `exceptInstanceId` is an instance whose size is replaced, `locked`
 * what the row said to a caller that holds it already.
 */
export async function reserveQuota(
  tx: Tx,
  tenantId: string,
  asked: AskedSize,
  { locked, ...options }: { exceptInstanceId?: string; locked?: LockedTenant } = {},
): Promise<void> {
  const quota = toQuota(locked ?? (await lockTenant(tx, tenantId)));
  const used = (await sumAllocations(tx, [tenantId], options)).get(tenantId);
  if (!used) throw new AppError('not-found', 'not-found');
  const column = kindFacts[asked.kind].quota;
  if (used[column] + 1 > quota[column]) {
    const kind = asked.kind.replaceAll('-', '_');
    throw new AppError('quota-exceeded', 'quota-instances', { kind, limit: quota[column] });
  }
  refuseOver('quota-vcpus', 'vcpus', asked, used, quota);
  refuseOver('quota-memory', 'memoryBytes', asked, used, quota, gib);
  refuseOver('quota-disk', 'diskBytes', asked, used, quota, gib);
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
