import { record } from '#server/audit/record.ts';
import type { Ctx } from '#server/context.ts';
import { authorizeUser } from './authorize-user.ts';
import { endSessions } from './end-sessions.ts';

/** Ends the session that asks. */
export async function signOut(ctx: Ctx): Promise<void> {
  const { sessionId, userId, email } = authorizeUser(ctx);
  await ctx.db.$transaction(async (tx) => {
    await endSessions(tx, { id: sessionId, userId });
    await record(ctx, tx, {
      action: 'session.delete',
      targetKind: 'user',
      targetId: userId,
      targetName: email,
    });
  });
}
