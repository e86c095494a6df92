import { authorizeUser } from '#server/auth/authorize-user.ts';
import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import { findOpenInvitation } from './get-invitation.ts';
import { join } from './join.ts';

/** Somebody who is signed in joins the tenant that invited them. Throws `forbidden` for another person's link. */
export async function acceptInvitation(ctx: Ctx, input: { token: string }): Promise<{ slug: string }> {
  const { userId, email } = authorizeUser(ctx);
  return ctx.db.$transaction(async (tx) => {
    const invitation = await findOpenInvitation(ctx, tx, input.token);
    if (invitation.email !== email) {
      throw new AppError('forbidden', 'invitation-other-user', { email: invitation.email, current: email });
    }
    await join(ctx, tx, invitation, userId);
    return { slug: invitation.tenant.slug };
  });
}
