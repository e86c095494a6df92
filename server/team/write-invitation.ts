import { record } from '#server/audit/record.ts';
import { actorId } from '#server/auth/actor.ts';
import { hashToken, newToken } from '#server/auth/session-token.ts';
import type { Ctx } from '#server/context.ts';
import type { Tx } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { notifyChange } from '#server/events/notify-change.ts';
import type { InviteMemberInput } from './schema.ts';
import { invitationExpiry } from './send-invitation.ts';

/** Its token is here and nowhere else: for `sendInvitation`, when the transaction has ended. */
export type WrittenInvitation = { id: string; token: string; email: string };

/** An invitation, its line in the record and the news of it, in the caller's transaction. Throws `conflict` for members. */
export async function writeInvitation(
  ctx: Ctx,
  tx: Tx,
  { tenantId, email, role }: InviteMemberInput,
): Promise<WrittenInvitation> {
  await refuseMember(tx, tenantId, email);
  const token = newToken();
  const open = { tenantId, email, acceptedAt: null, revokedAt: null };
  await tx.invitation.updateMany({ where: open, data: { revokedAt: ctx.now() } });
  const { id } = await tx.invitation.create({
    data: {
      tenantId,
      email,
      role,
      tokenHash: hashToken(token),
      invitedById: actorId(ctx.actor),
      createdAt: ctx.now(),
      expiresAt: invitationExpiry(ctx.now()),
    },
    select: { id: true },
  });
  await record(ctx, tx, {
    action: 'invitation.create',
    tenantId,
    targetKind: 'invitation',
    targetId: id,
    targetName: email,
    details: { role },
  });
  await notifyChange(tx, { topic: 'tenant', id: tenantId, tenantId });
  return { id, token, email };
}

async function refuseMember(tx: Tx, tenantId: string, email: string): Promise<void> {
  const member = await tx.member.findFirst({
    where: { tenantId, user: { email } },
    select: { userId: true },
  });
  if (member) throw new AppError('conflict', 'member-exists', { email }, { field: 'email' });
}
