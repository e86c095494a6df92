import type { Db } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import type { Actor } from './actor.ts';
import { selectMemberships, toMemberships } from './memberships.ts';
import { hashToken } from './session-token.ts';

const usedEverySeconds = 60;

/**
 * The actor behind `Authorization: Bearer …`. A tenant's token sees that tenant alone, with its
 * user's role of this moment; an operator's token has no tenant. Throws `unauthenticated`.
 */
export async function readApiToken(
  db: Db,
  token: string,
  now: Date,
): Promise<Extract<Actor, { kind: 'token' }>> {
  const row = await db.apiToken.findUnique({
    where: { tokenHash: hashToken(token) },
    include: { user: { select: { isOperator: true, members: selectMemberships } } },
  });
  if (!row || row.revokedAt || (row.expiresAt && row.expiresAt <= now)) {
    throw new AppError('unauthenticated', 'token-invalid');
  }
  if (!row.lastUsedAt || now.getTime() - row.lastUsedAt.getTime() > usedEverySeconds * 1000) {
    await db.apiToken.updateMany({ where: { id: row.id }, data: { lastUsedAt: now } });
  }
  const memberships = toMemberships(row.user.members);
  return {
    kind: 'token',
    tokenId: row.id,
    tokenName: row.name,
    userId: row.userId,
    access: row.access === 'read' ? 'read' : 'write',
    isOperator: row.tenantId === null && row.user.isOperator,
    memberships: row.tenantId === null ? [] : memberships.filter((m) => m.tenantId === row.tenantId),
  };
}
