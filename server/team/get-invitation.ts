import type { Role } from '#server/auth/permissions.ts';
import { hashToken } from '#server/auth/session-token.ts';
import type { Ctx } from '#server/context.ts';
import type { Tx } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import type { OpenInvitation } from './schema.ts';

/**
 * What a link invites to; whoever has the link may read it. One and the same `not-found` for a link that
 * never was, has expired, was withdrawn or is used.
 */
export async function getInvitation(ctx: Ctx, input: { token: string }): Promise<OpenInvitation> {
  const { email, role, tenant, invitedById } = await findOpenInvitation(ctx, ctx.db, input.token);
  const [invited, inviter] = await Promise.all([
    ctx.db.user.findUnique({ where: { email }, select: { passwordHash: true } }),
    invitedById
      ? ctx.db.user.findUnique({ where: { id: invitedById }, select: { name: true, email: true } })
      : null,
  ]);
  return {
    email,
    role,
    tenant: { name: tenant.name },
    invitedBy: inviter ? inviter.name || inviter.email : null,
    hasAccount: Boolean(invited?.passwordHash),
  };
}

export async function findOpenInvitation(ctx: Ctx, tx: Tx, token: string) {
  const row = await tx.invitation.findFirst({
    where: {
      tokenHash: hashToken(token),
      acceptedAt: null,
      revokedAt: null,
      expiresAt: { gt: ctx.now() },
      tenant: { state: { not: 'deleting' } },
    },
    select: {
      id: true,
      tenantId: true,
      email: true,
      role: true,
      invitedById: true,
      tenant: { select: { name: true, slug: true } },
    },
  });
  if (!row) throw new AppError('not-found', 'invitation-invalid');
  return { ...row, role: row.role as Role };
}
