import { record } from '#server/audit/record.ts';
import { actorId } from '#server/auth/actor.ts';
import { authorize, authorizeOperator } from '#server/auth/authorize.ts';
import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import { managesAllTokens } from './manages-all-tokens.ts';

/** Ends a token at once. Throws `not-found` for one that the actor does not see, or that is revoked. */
export async function revokeApiToken(ctx: Ctx, input: { id: string }): Promise<void> {
  const token = await ctx.db.apiToken.findUnique({
    where: { id: input.id },
    select: { tenantId: true, userId: true, name: true, prefix: true },
  });
  if (!token) throw new AppError('not-found', 'not-found');
  if (token.tenantId === null) authorizeOperator(ctx);
  else authorize(ctx, token.tenantId, 'token.manage');
  if (!managesAllTokens(ctx, token.tenantId) && token.userId !== actorId(ctx.actor)) {
    throw new AppError('not-found', 'not-found');
  }
  await ctx.db.$transaction(async (tx) => {
    const { count } = await tx.apiToken.updateMany({
      where: { id: input.id, revokedAt: null },
      data: { revokedAt: ctx.now() },
    });
    if (count === 0) throw new AppError('not-found', 'not-found');
    await record(ctx, tx, {
      action: 'api-token.revoke',
      tenantId: token.tenantId,
      targetKind: 'api-token',
      targetId: input.id,
      targetName: token.name,
      details: { prefix: token.prefix },
    });
  });
}
