import type { Db } from '#server/db.ts';
import type { Actor } from './actor.ts';
import { selectMemberships, toMemberships } from './memberships.ts';
import { hashToken } from './session-token.ts';

const seenEverySeconds = 60;

/** The person behind a session cookie, or null. Notes that the session is in use, at most once a minute. */
export async function readSession(
  db: Db,
  token: string,
  now: Date,
): Promise<Extract<Actor, { kind: 'user' }> | null> {
  const session = await db.session.findUnique({
    where: { tokenHash: hashToken(token) },
    select: {
      id: true,
      expiresAt: true,
      lastSeenAt: true,
      user: {
        select: {
          id: true,
          email: true,
          name: true,
          isOperator: true,
          mustChangePassword: true,
          members: selectMemberships,
        },
      },
    },
  });
  // The person is read after the session, and may have gone meanwhile.
  if (!session?.user || session.expiresAt <= now) return null;
  if (now.getTime() - session.lastSeenAt.getTime() > seenEverySeconds * 1000) {
    await db.session.updateMany({ where: { id: session.id }, data: { lastSeenAt: now } });
  }
  const { user } = session;
  return {
    kind: 'user',
    userId: user.id,
    sessionId: session.id,
    email: user.email,
    name: user.name,
    isOperator: user.isOperator,
    mustChangePassword: user.mustChangePassword,
    memberships: toMemberships(user.members),
  };
}
