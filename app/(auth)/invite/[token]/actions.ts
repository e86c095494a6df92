'use server';

import { action, visitorAction } from '#app/_lib/action.ts';
import { paths } from '#server/paths.ts';
import { acceptInvitation } from '#server/team/accept-invitation.ts';
import { register } from '#server/team/register.ts';
import { joinInput, registerInput } from '#server/team/schema.ts';
import { keepSession, userAgent } from '../../_lib/keep-session.ts';

export const registerAction = visitorAction(registerInput, async (ctx, input) => {
  const { slug, token } = await register(ctx, { ...input, userAgent: await userAgent() });
  await keepSession(token);
  return { redirectTo: paths.instances(slug) };
});

export const joinAction = action(joinInput, async (ctx, input) => {
  const { slug } = await acceptInvitation(ctx, input);
  return { redirectTo: paths.instances(slug) };
});
