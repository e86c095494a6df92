import { record } from '#server/audit/record.ts';
import type { Ctx } from '#server/context.ts';
import { notifyChange } from '#server/events/notify-change.ts';
import { authorizeRoles } from './authorize-roles.ts';
import { findMember, refuseLastOwner } from './find-member.ts';
import { recheckSessions } from './recheck-sessions.ts';
import type { ChangeMemberRoleInput } from './schema.ts';

/** Counts at once, for open terminals and tokens as well. Throws `conflict` for the last owner. */
export async function changeMemberRole(ctx: Ctx, input: ChangeMemberRoleInput): Promise<void> {
  const { tenantId, userId, role } = input;
  authorizeRoles(ctx, tenantId, [role]);
  await ctx.db.$transaction(async (tx) => {
    const member = await findMember(tx, input);
    authorizeRoles(ctx, tenantId, [member.role]);
    if (member.role === role) return;
    if (member.role === 'owner') await refuseLastOwner(tx, input);
    await tx.member.update({ where: { tenantId_userId: { tenantId, userId } }, data: { role } });
    await recheckSessions(tx, userId);
    await record(ctx, tx, {
      action: 'member.change-role',
      tenantId,
      targetKind: 'user',
      targetId: userId,
      targetName: member.email,
      details: { from: member.role, to: role },
    });
    await notifyChange(tx, { topic: 'tenant', id: tenantId, tenantId });
  });
}
