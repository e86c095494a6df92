import { record } from '#server/audit/record.ts';
import type { Role } from '#server/auth/permissions.ts';
import type { Ctx } from '#server/context.ts';
import type { Tx } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { notifyChange } from '#server/events/notify-change.ts';

type Invitation = { id: string; tenantId: string; email: string; role: Role };

/** Uses an invitation up, once whoever else tries at the same moment, and makes its person a member. */
export async function join(ctx: Ctx, tx: Tx, invitation: Invitation, userId: string): Promise<void> {
  const { id, tenantId, email, role } = invitation;
  const used = await tx.invitation.updateMany({
    where: { id, acceptedAt: null, revokedAt: null },
    data: { acceptedAt: ctx.now() },
  });
  if (used.count === 0) throw new AppError('not-found', 'invitation-invalid');
  await tx.member.upsert({
    where: { tenantId_userId: { tenantId, userId } },
    create: { tenantId, userId, role },
    update: {},
  });
  await record(ctx, tx, {
    action: 'member.create',
    tenantId,
    targetKind: 'user',
    targetId: userId,
    targetName: email,
    details: { role },
  });
  await notifyChange(tx, { topic: 'tenant', id: tenantId, tenantId });
}
