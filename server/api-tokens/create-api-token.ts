import { record } from '#server/audit/record.ts';
import { authorize, authorizeOperator } from '#server/auth/authorize.ts';
import { authorizeUser } from '#server/auth/authorize-user.ts';
import { hashToken, newToken } from '#server/auth/session-token.ts';
import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import { lockActiveTenant } from '#server/quotas/lock-active-tenant.ts';
import type { CreateApiTokenInput, CreatedApiToken } from './schema.ts';

const tokenStart = 'berth_';
const visibleCharacters = 8;

/**
 * A token that acts for the person who makes it: within one tenant and with their role there at every
 * moment, or (tenantId null) as an operator. Tokens cannot make tokens.
 */
export async function createApiToken(ctx: Ctx, input: CreateApiTokenInput): Promise<CreatedApiToken> {
  const { tenantId, name, access } = input;
  if (tenantId === null) authorizeOperator(ctx);
  else authorize(ctx, tenantId, 'token.manage');
  const { userId, memberships } = authorizeUser(ctx);
  if (tenantId !== null && !memberships.some((m) => m.tenantId === tenantId)) {
    throw new AppError('forbidden', 'token-needs-member');
  }
  const token = newToken(tokenStart);
  const prefix = token.slice(0, tokenStart.length + visibleCharacters);
  const expiresAt = expiry(ctx.now(), input.lifetime);
  const data = { tenantId, name, access, userId, prefix, tokenHash: hashToken(token), expiresAt };
  const id = await ctx.db.$transaction(async (tx) => {
    if (tenantId !== null) await lockActiveTenant(tx, tenantId);
    const row = await tx.apiToken.create({ data: { ...data, createdAt: ctx.now() }, select: { id: true } });
    await record(ctx, tx, {
      action: 'api-token.create',
      tenantId,
      targetKind: 'api-token',
      targetId: row.id,
      targetName: name,
      details: { prefix, access, expiresAt: expiresAt?.toISOString() ?? null },
    });
    return row.id;
  });
  return { id, prefix, token };
}

function expiry(now: Date, lifetime: CreateApiTokenInput['lifetime']): Date | null {
  return lifetime === 'never' ? null : new Date(now.getTime() + Number(lifetime) * 86_400_000);
}
