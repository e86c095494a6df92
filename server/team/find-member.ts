import type { Role } from '#server/auth/permissions.ts';
import type { Tx } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { lockTenant } from '#server/quotas/lock-tenant.ts';
import type { MemberInput } from './schema.ts';

type Member = { role: Role; email: string };

/**
 * A member who is about to change. Locks the tenant's row: two owners who demote each other at the same
 * moment take turns, and the second is refused. Throws `not-found`.
 */
export async function findMember(tx: Tx, { tenantId, userId }: MemberInput): Promise<Member> {
  await lockTenant(tx, tenantId);
  const member = await tx.member.findUnique({
    where: { tenantId_userId: { tenantId, userId } },
    select: { role: true, user: { select: { email: true } } },
  });
  if (!member) throw new AppError('not-found', 'not-found');
  return { role: member.role as Role, email: member.user.email };
}

/** A tenant without an owner could be managed by nobody. Call it under `findMember`'s lock. */
export async function refuseLastOwner(tx: Tx, { tenantId, userId }: MemberInput): Promise<void> {
  const others = await tx.member.count({ where: { tenantId, role: 'owner', userId: { not: userId } } });
  if (others === 0) throw new AppError('conflict', 'last-owner');
}
