import { actorId } from '#server/auth/actor.ts';
import { authorize } from '#server/auth/authorize.ts';
import type { Role } from '#server/auth/permissions.ts';
import type { Ctx } from '#server/context.ts';
import type { ListTeamInput, MemberPage } from './schema.ts';

/** The members of a tenant, the longest there first. */
export async function listMembers(ctx: Ctx, input: ListTeamInput): Promise<MemberPage> {
  authorize(ctx, input.tenantId, 'team.read');
  const { tenantId, page, pageSize } = input;
  const [total, owners, rows] = await Promise.all([
    ctx.db.member.count({ where: { tenantId } }),
    ctx.db.member.count({ where: { tenantId, role: 'owner' } }),
    ctx.db.member.findMany({
      where: { tenantId },
      orderBy: [{ createdAt: 'asc' }, { userId: 'asc' }],
      skip: (page - 1) * pageSize,
      take: pageSize,
      select: {
        userId: true,
        role: true,
        createdAt: true,
        user: { select: { email: true, name: true } },
      },
    }),
  ]);
  const items = rows.map(({ userId, role, createdAt, user }) => ({
    userId,
    email: user.email,
    name: user.name,
    role: role as Role,
    joinedAt: createdAt.toISOString(),
    isLastOwner: role === 'owner' && owners === 1,
    isSelf: userId === actorId(ctx.actor),
  }));
  return { items, total, page, pageSize };
}
