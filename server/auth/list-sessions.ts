import type { Ctx } from '#server/context.ts';
import { authorizeUser } from './authorize-user.ts';
import { describeDevice } from './describe-device.ts';
import type { SessionView } from './schema.ts';

const atMost = 100;

/** The person's own live sessions: the present one first, then by when they were last seen. */
export async function listSessions(ctx: Ctx): Promise<SessionView[]> {
  const { userId, sessionId } = authorizeUser(ctx);
  const rows = await ctx.db.session.findMany({
    where: { userId, expiresAt: { gt: ctx.now() } },
    orderBy: { lastSeenAt: 'desc' },
    take: atMost,
    select: { id: true, ip: true, userAgent: true, createdAt: true, lastSeenAt: true },
  });
  const views = rows.map(({ id, ip, userAgent, createdAt, lastSeenAt }) => ({
    id,
    ip,
    device: describeDevice(userAgent),
    createdAt: createdAt.toISOString(),
    lastSeenAt: lastSeenAt.toISOString(),
    isCurrent: id === sessionId,
  }));
  return views.sort((a, b) => Number(b.isCurrent) - Number(a.isCurrent));
}
