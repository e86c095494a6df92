import { authorize } from '#server/auth/authorize.ts';
import type { Role } from '#server/auth/permissions.ts';
import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';

/**
 * May the actor manage the team, and members of these roles in it (what they have, what they get)?
 * Only owners, operators and the system touch owners: an admin cannot make itself more than it is.
 */
export function authorizeRoles(ctx: Ctx, tenantId: string, touched: readonly Role[]): void {
  authorize(ctx, tenantId, 'team.manage');
  if (touched.includes('owner') && !isOwner(ctx, tenantId)) throw new AppError('forbidden', 'owner-only');
}

export function isOwner({ actor }: Ctx, tenantId: string): boolean {
  if (actor.kind === 'system') return true;
  if (actor.kind === 'visitor') return false;
  return actor.isOperator || actor.memberships.some((m) => m.tenantId === tenantId && m.role === 'owner');
}
