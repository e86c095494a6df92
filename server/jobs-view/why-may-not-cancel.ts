import type { Actor } from '#server/auth/actor.ts';
import { roleMay } from '#server/auth/permissions.ts';
import type { ErrorReason } from '#server/errors.ts';

type Subject = { tenantId: string | null; subjectKey: string };

/**
 * Why somebody who may see a job may not cancel it, whatever its state; null when they may. Members may what
 * they may do with the instance; the jobs of the account itself are the provider's.
 */
export function whyMayNotCancel(actor: Actor, { tenantId, subjectKey }: Subject): ErrorReason | null {
  if (actor.kind === 'system') return null;
  if (actor.kind === 'visitor') return 'unauthenticated';
  if (actor.kind === 'token' && actor.access === 'read') return 'token-read-only';
  if (actor.isOperator) return null;
  const membership = actor.memberships.find((one) => one.tenantId === tenantId);
  if (!membership || !subjectKey.startsWith('instance:')) return 'operator-only';
  return roleMay(membership.role, 'instance.manage') ? null : 'cancel-forbidden';
}
