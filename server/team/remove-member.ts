import { record } from '#server/audit/record.ts';
import { actorId } from '#server/auth/actor.ts';
import { authorize } from '#server/auth/authorize.ts';
import type { Ctx } from '#server/context.ts';
import { notifyChange } from '#server/events/notify-change.ts';
import { authorizeRoles } from './authorize-roles.ts';
import { findMember, refuseLastOwner } from './find-member.ts';
import { recheckSessions } from './recheck-sessions.ts';
import type { MemberInput } from './schema.ts';

/**
 * Removes a member, whose API tokens of this tenant end with it; removing oneself is leaving, which
 * every role may. Throws `conflict` for the last owner.
 */
export async function removeMember(ctx: Ctx, input: MemberInput): Promise<void> {
  const { tenantId, userId } = input;
  const isSelf = ctx.actor.kind === 'user' && userId === actorId(ctx.actor);
  authorize(ctx, tenantId, isSelf ? 'team.read' : 'team.manage');
  await ctx.db.$transaction(async (tx) => {
    const member = await findMember(tx, input);
    if (!isSelf) authorizeRoles(ctx, tenantId, [member.role]);
    if (member.role === 'owner') await refuseLastOwner(tx, input);
    await tx.member.delete({ where: { tenantId_userId: { tenantId, userId } } });
    const live = { tenantId, userId, revokedAt: null };
    await tx.apiToken.updateMany({ where: live, data: { revokedAt: ctx.now() } });
    await recheckSessions(tx, userId);
    await record(ctx, tx, {
      action: isSelf ? 'member.leave' : 'member.delete',
      tenantId,
      targetKind: 'user',
      targetId: userId,
      targetName: member.email,
      details: { role: member.role },
    });
    await notifyChange(tx, { topic: 'tenant', id: tenantId, tenantId });
  });
}
