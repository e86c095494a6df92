import { roleMay } from '#server/auth/permissions.ts';
import type { Ctx } from '#server/context.ts';

/** Whether the actor sees and revokes other people's tokens too: operators, and who manages the team. */
export function managesAllTokens({ actor }: Ctx, tenantId: string | null): boolean {
  if (actor.kind === 'system') return true;
  if (actor.kind === 'visitor') return false;
  if (actor.isOperator) return true;
  return actor.memberships.some((m) => m.tenantId === tenantId && roleMay(m.role, 'team.manage'));
}
