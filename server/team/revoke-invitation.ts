import { record } from '#server/audit/record.ts';
import type { Role } from '#server/auth/permissions.ts';
import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import { notifyChange } from '#server/events/notify-change.ts';
import { authorizeRoles } from './authorize-roles.ts';

/** Withdraws an invitation that nobody has answered. Throws `conflict` for one that was answered or withdrawn. */
export async function revokeInvitation(ctx: Ctx, input: { id: string }): Promise<void> {
  const invitation = await ctx.db.invitation.findUnique({
    where: { id: input.id },
    select: { tenantId: true, email: true, role: true },
  });
  if (!invitation) throw new AppError('not-found', 'not-found');
  const { tenantId, email } = invitation;
  authorizeRoles(ctx, tenantId, [invitation.role as Role]);
  await ctx.db.$transaction(async (tx) => {
    const { count } = await tx.invitation.updateMany({
      where: { id: input.id, acceptedAt: null, revokedAt: null },
      data: { revokedAt: ctx.now() },
    });
    if (count === 0) throw new AppError('conflict', 'invitation-invalid');
    await record(ctx, tx, {
      action: 'invitation.revoke',
      tenantId,
      targetKind: 'invitation',
      targetId: input.id,
      targetName: email,
    });
    await notifyChange(tx, { topic: 'tenant', id: tenantId, tenantId });
  });
}
