import type { Tx } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import type { LockedTenant } from './lock-tenant.ts';
import { toQuota } from './quota-columns.ts';
import { sumAllocations } from './sum-allocations.ts';

const gib = 1024 ** 3;

/**
 * Refuses with `quota-exceeded` when so much more disk, of something that is no instance, is beyond the quota. Call it
 * as `reserveQuota`: in the transaction that writes the row, with the tenant's row locked.
 */
export async function reserveDisk(
  tx: Tx,
  tenantId: string,
  bytes: number,
  locked: LockedTenant,
): Promise<void> {
  const { diskBytes: limit } = toQuota(locked);
  const used = (await sumAllocations(tx, [tenantId])).get(tenantId)?.diskBytes ?? 0;
  if (used + bytes <= limit) return;
  const inGib = (value: number) => Math.round((value / gib) * 100) / 100;
  throw new AppError('quota-exceeded', 'quota-disk', {
    asked: inGib(bytes),
    left: inGib(Math.max(0, limit - used)),
    limit: inGib(limit),
  });
}
