import { record } from '#server/audit/record.ts';
import { limits } from '#server/auth/limits.ts';
import type { Role } from '#server/auth/permissions.ts';
import { hashToken, newToken } from '#server/auth/session-token.ts';
import { refuseTooMany } from '#server/auth/take-attempt.ts';
import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import { notifyChange } from '#server/events/notify-change.ts';
import { authorizeRoles } from './authorize-roles.ts';
import { invitingTenant } from './invite-member.ts';
import type { Invited } from './schema.ts';
import { invitationExpiry, sendInvitation } from './send-invitation.ts';

/** A new link for an invitation that nobody has answered; the old link ends. Its seven days begin anew. */
export async function resendInvitation(ctx: Ctx, input: { id: string }): Promise<Invited> {
  const invitation = await ctx.db.invitation.findUnique({
    where: { id: input.id },
    select: { tenantId: true, email: true, role: true },
  });
  if (!invitation) throw new AppError('not-found', 'not-found');
  const { tenantId, email, role } = invitation;
  authorizeRoles(ctx, tenantId, [role as Role]);
  await refuseTooMany(ctx.db, limits.invitation, tenantId);
  const token = newToken();
  const tenantName = await ctx.db.$transaction(async (tx) => {
    const tenant = await invitingTenant(ctx, tx, tenantId);
    const { count } = await tx.invitation.updateMany({
      where: { id: input.id, acceptedAt: null, revokedAt: null },
      data: { tokenHash: hashToken(token), expiresAt: invitationExpiry(ctx.now()) },
    });
    if (count === 0) throw new AppError('conflict', 'invitation-invalid');
    await record(ctx, tx, {
      action: 'invitation.resend',
      tenantId,
      targetKind: 'invitation',
      targetId: input.id,
      targetName: email,
    });
    await notifyChange(tx, { topic: 'tenant', id: tenantId, tenantId });
    return tenant.name;
  });
  return sendInvitation(ctx, { id: input.id, token, email, tenantName });
}
