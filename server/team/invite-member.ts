import { isProvider } from '#server/auth/actor.ts';
import { limits } from '#server/auth/limits.ts';
import { refuseTooMany } from '#server/auth/take-attempt.ts';
import type { Ctx } from '#server/context.ts';
import type { Tx } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { authorizeRoles } from './authorize-roles.ts';
import type { Invited, InviteMemberInput } from './schema.ts';
import { sendInvitation } from './send-invitation.ts';
import { writeInvitation } from './write-invitation.ts';

/**
 * Invites somebody by e-mail address; an earlier open invitation of theirs is withdrawn. The link is in
 * the answer and nowhere else, mailed as well where there is a mail server. Throws `conflict` for members.
 */
export async function inviteMember(ctx: Ctx, input: InviteMemberInput): Promise<Invited> {
  const { tenantId, role } = input;
  authorizeRoles(ctx, tenantId, [role]);
  await refuseTooMany(ctx.db, limits.invitation, tenantId);
  const written = await ctx.db.$transaction(async (tx) => {
    const { name: tenantName } = await invitingTenant(ctx, tx, tenantId);
    return { tenantName, ...(await writeInvitation(ctx, tx, input)) };
  });
  return sendInvitation(ctx, written);
}

/** The tenant that somebody may be invited to now. Its members cannot invite while it is suspended. */
export async function invitingTenant(ctx: Ctx, tx: Tx, tenantId: string): Promise<{ name: string }> {
  const tenant = await tx.tenant.findUnique({
    where: { id: tenantId },
    select: { name: true, state: true, suspendedReason: true },
  });
  if (!tenant || tenant.state === 'deleting') throw new AppError('not-found', 'not-found');
  if (tenant.state === 'suspended' && !isProvider(ctx.actor)) {
    throw new AppError('suspended', 'tenant-suspended', { reason: tenant.suspendedReason ?? 'none' });
  }
  return tenant;
}
