import type { Actor } from '#server/auth/actor.ts';
import type { Db } from '#server/db.ts';

/** The id behind a slug for somebody who may know of it (a member, an operator), else null. */
export async function tenantIdOf(db: Db, actor: Actor, slug: string): Promise<string | null> {
  if (actor.kind === 'visitor') return null;
  const memberships = actor.kind === 'system' ? [] : actor.memberships;
  const own = memberships.find((membership) => membership.slug === slug);
  if (own) return own.tenantId;
  if (actor.kind !== 'system' && !actor.isOperator) return null;
  const tenant = await db.tenant.findUnique({ where: { slug }, select: { id: true } });
  return tenant?.id ?? null;
}
