import type { Tx } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { type LockedTenant, lockTenant } from './lock-tenant.ts';

/**
 * Holds the tenant's row and refuses unless it is active: a start and a suspension at the same moment
 * come one after the other, so that nothing starts in a suspended tenant.
 */
export async function lockActiveTenant(tx: Tx, tenantId: string): Promise<LockedTenant> {
  const locked = await lockTenant(tx, tenantId);
  const { state, suspendedReason } = locked;
  if (state === 'active') return locked;
  if (state === 'suspended') {
    throw new AppError('suspended', 'tenant-suspended', { reason: suspendedReason ?? 'none' });
  }
  throw new AppError('wrong-state', 'tenant-not-active', { state });
}
