import { record } from '#server/audit/record.ts';
import type { Ctx } from '#server/context.ts';
import { authorizeUser } from './authorize-user.ts';
import { endSessions } from './end-sessions.ts';

/** Ends every session of the person but the one that asks. Answers how many ended. */
export async function revokeOtherSessions(ctx: Ctx): Promise<{ count: number }> {
  const { userId, sessionId, email } = authorizeUser(ctx);
  return ctx.db.$transaction(async (tx) => {
    const count = await endSessions(tx, { userId, id: { not: sessionId } });
    await record(ctx, tx, {
      action: 'session.revoke-others',
      targetKind: 'user',
      targetId: userId,
      targetName: email,
      details: { count },
    });
    return { count };
  });
}
