import { authorize, authorizeOperator } from '#server/auth/authorize.ts';
import { authorizeUser } from '#server/auth/authorize-user.ts';
import type { Ctx } from '#server/context.ts';
import { managesAllTokens } from './manages-all-tokens.ts';
import type { ApiTokenPage, ListApiTokensInput } from './schema.ts';

/**
 * Tokens that were not revoked, the newest first. Who manages the team sees all of the tenant's, others
 * their own; operators see all operators' tokens (tenantId null).
 */
export async function listApiTokens(ctx: Ctx, input: ListApiTokensInput): Promise<ApiTokenPage> {
  const { tenantId, page, pageSize } = input;
  if (tenantId === null) authorizeOperator(ctx, 'read');
  else authorize(ctx, tenantId, 'token.manage');
  const own = managesAllTokens(ctx, tenantId) ? {} : { userId: authorizeUser(ctx).userId };
  const where = { tenantId, revokedAt: null, ...own };
  const [total, rows] = await Promise.all([
    ctx.db.apiToken.count({ where }),
    ctx.db.apiToken.findMany({
      where,
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      skip: (page - 1) * pageSize,
      take: pageSize,
      select: {
        id: true,
        name: true,
        prefix: true,
        access: true,
        createdAt: true,
        lastUsedAt: true,
        expiresAt: true,
        user: { select: { name: true, email: true } },
      },
    }),
  ]);
  const items = rows.map(({ user, access, createdAt, lastUsedAt, expiresAt, ...row }) => ({
    ...row,
    access: access === 'read' ? ('read' as const) : ('write' as const),
    owner: user.name || user.email,
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
    expiresAt: expiresAt?.toISOString() ?? null,
    isExpired: expiresAt !== null && expiresAt <= ctx.now(),
  }));
  return { items, total, page, pageSize };
}
