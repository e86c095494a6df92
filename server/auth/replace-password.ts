import { record } from '#server/audit/record.ts';
import type { Ctx } from '#server/context.ts';
import { authorizeUser } from './authorize-user.ts';
import { endSessions } from './end-sessions.ts';
import { hashPassword } from './hash-password.ts';

/** Stores a password that has passed every check, and ends all other sessions: one of them may be a thief's. */
export async function replacePassword(ctx: Ctx, password: string): Promise<void> {
  const { userId, sessionId, email } = authorizeUser(ctx);
  const passwordHash = await hashPassword(password);
  await ctx.db.$transaction(async (tx) => {
    await tx.user.update({ where: { id: userId }, data: { passwordHash, mustChangePassword: false } });
    const endedSessions = await endSessions(tx, { userId, id: { not: sessionId } });
    await record(ctx, tx, {
      action: 'user.change-password',
      targetKind: 'user',
      targetId: userId,
      targetName: email,
      details: { endedSessions },
    });
  });
}
