import type { Ctx } from '#server/context.ts';
import type { Tx } from '#server/db.ts';
import { sessionDays } from './session-cookie.ts';
import { hashToken, newToken } from './session-token.ts';

const maxUserAgent = 300;

/** A new session of a person who has just proved who they are; the token is in no other place. */
export async function createSession(
  ctx: Ctx,
  tx: Tx,
  userId: string,
  userAgent: string | undefined,
): Promise<{ id: string; token: string }> {
  const token = newToken();
  const now = ctx.now();
  const { id } = await tx.session.create({
    data: {
      tokenHash: hashToken(token),
      userId,
      ip: ctx.ip ?? null,
      userAgent: userAgent?.slice(0, maxUserAgent) ?? null,
      createdAt: now,
      lastSeenAt: now,
      expiresAt: new Date(now.getTime() + sessionDays * 86_400_000),
    },
    select: { id: true },
  });
  return { id, token };
}
