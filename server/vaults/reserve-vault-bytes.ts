import type { Tx } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import type { LockedTenant } from '#server/quotas/lock-tenant.ts';
import { vaultRoom } from './vault-room.ts';

const gib = 1024 ** 3;

/**
 * Refuses with `quota-exceeded` a vault that is made, or made larger than `formerBytes`, beyond what the vaults of a
 * tenant may take. Call it in the transaction that writes it, with the tenant's row locked.
 */
export async function reserveVaultBytes(
  tx: Tx,
  tenantId: string,
  { sizeBytes, formerBytes = 0 }: { sizeBytes: number; formerBytes?: number },
  locked: LockedTenant,
): Promise<void> {
  const { limitBytes, leftBytes } = await vaultRoom(tx, tenantId, locked.quotaDiskBytes);
  if (sizeBytes <= formerBytes + leftBytes) return;
  const most = Math.floor((formerBytes + leftBytes) / gib);
  throw new AppError(
    'quota-exceeded',
    'quota-vaults',
    { limit: Math.floor(limitBytes / gib), most },
    { field: 'sizeBytes' },
  );
}

/**
 * What is made by itself follows a disk that is in the quota, and is not refused. But vaults outlive what was in them:
 * when the empty ones alone take all that vaults may take, no further one is begun or filled.
 */
export async function refuseManyEmpty(
  tx: Tx,
  tenantId: string,
  locked: LockedTenant,
  filling?: { fillingId: string },
): Promise<void> {
  const { limitBytes, emptyBytes } = await vaultRoom(tx, tenantId, locked.quotaDiskBytes, filling);
  if (emptyBytes <= limitBytes) return;
  throw new AppError('quota-exceeded', 'quota-empty-vaults', {
    empty: Math.ceil(emptyBytes / gib),
    limit: Math.floor(limitBytes / gib),
  });
}
