'use server';

import { getTranslations } from 'next-intl/server';
import { action } from '#app/_lib/action.ts';
import { actorId } from '#server/auth/actor.ts';
import { paths } from '#server/paths.ts';
import { changeMemberRole } from '#server/team/change-member-role.ts';
import { inviteMember } from '#server/team/invite-member.ts';
import { removeMember } from '#server/team/remove-member.ts';
import { resendInvitation } from '#server/team/resend-invitation.ts';
import { revokeInvitation } from '#server/team/revoke-invitation.ts';
import {
  changeMemberRoleInput,
  invitationIdInput,
  inviteMemberInput,
  memberInput,
} from '#server/team/schema.ts';

export const inviteMemberAction = action(inviteMemberInput, async (ctx, input) => {
  const { link, isMailed } = await inviteMember(ctx, input);
  return { data: { email: input.email, link, isMailed } };
});

export const resendInvitationAction = action(invitationIdInput, async (ctx, input) => {
  const { link, isMailed } = await resendInvitation(ctx, input);
  return { data: { link, isMailed } };
});

export const revokeInvitationAction = action(invitationIdInput, async (ctx, input) => {
  await revokeInvitation(ctx, input);
  return { message: (await getTranslations('team.invitations'))('withdrawn') };
});

export const changeMemberRoleAction = action(changeMemberRoleInput, async (ctx, input) => {
  await changeMemberRole(ctx, input);
  return { message: (await getTranslations('team.members'))('changed') };
});

export const removeMemberAction = action(memberInput, async (ctx, input) => {
  await removeMember(ctx, input);
  const t = await getTranslations('team.members');
  if (input.userId === actorId(ctx.actor)) return { message: t('left'), redirectTo: paths.home() };
  return { message: t('removed') };
});
