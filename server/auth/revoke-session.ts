import { record } from '#server/audit/record.ts';
import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import { authorizeUser } from './authorize-user.ts';
import { endSessions } from './end-sessions.ts';

/** Ends one of the person's own sessions. Throws `not-found` for anybody else's and for one that is gone. */
export async function revokeSession(ctx: Ctx, input: { id: string }): Promise<void> {
  const { userId, email } = authorizeUser(ctx);
  await ctx.db.$transaction(async (tx) => {
    const ended = await endSessions(tx, { id: input.id, userId });
    if (ended === 0) throw new AppError('not-found', 'not-found');
    await record(ctx, tx, {
      action: 'session.revoke',
      targetKind: 'user',
      targetId: userId,
      targetName: email,
    });
  });
}
