import { authorize } from '#server/auth/authorize.ts';
import type { Role } from '#server/auth/permissions.ts';
import type { Ctx } from '#server/context.ts';
import { hideProvider } from '#server/jobs-view/hide-provider.ts';
import type { InvitationPage, ListTeamInput } from './schema.ts';

/** Invitations that wait for an answer, the newest first; expired ones too, because they can be renewed. */
export async function listInvitations(ctx: Ctx, input: ListTeamInput): Promise<InvitationPage> {
  authorize(ctx, input.tenantId, 'team.read');
  const { tenantId, page, pageSize } = input;
  const where = { tenantId, acceptedAt: null, revokedAt: null };
  const [total, rows] = await Promise.all([
    ctx.db.invitation.count({ where }),
    ctx.db.invitation.findMany({
      where,
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      skip: (page - 1) * pageSize,
      take: pageSize,
      select: {
        id: true,
        email: true,
        role: true,
        invitedById: true,
        createdAt: true,
        expiresAt: true,
      },
    }),
  ]);
  const ofInviter = (row: { invitedById: string | null }) => ({ tenantId, actorId: row.invitedById });
  const isHidden = await hideProvider(ctx, rows.map(ofInviter));
  const shown = rows.flatMap((row) => (isHidden(ofInviter(row)) ? [] : (row.invitedById ?? [])));
  const names = await namesOf(ctx, shown);
  const items = rows.map(({ invitedById, role, createdAt, expiresAt, ...row }) => ({
    ...row,
    role: role as Role,
    invitedBy: (invitedById && names.get(invitedById)) ?? null,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    isExpired: expiresAt <= ctx.now(),
  }));
  return { items, total, page, pageSize };
}

async function namesOf({ db }: Ctx, ids: string[]): Promise<Map<string, string>> {
  const users = await db.user.findMany({
    where: { id: { in: ids } },
    select: { id: true, name: true, email: true },
  });
  return new Map(users.map((user) => [user.id, user.name || user.email]));
}
