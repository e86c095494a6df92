import type { Actor } from '#server/auth/actor.ts';
import { createSession } from '#server/auth/create-session.ts';
import { hashPassword } from '#server/auth/hash-password.ts';
import type { Ctx } from '#server/context.ts';
import { type Tx, uniqueViolation } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { findOpenInvitation } from './get-invitation.ts';
import { join } from './join.ts';
import type { RegisterInput } from './schema.ts';

/**
 * Somebody without an account accepts an invitation: the account, the membership and the first session
 * come to be together. Throws `conflict` where there is an account: its owner has to sign in first.
 */
export async function register(ctx: Ctx, input: RegisterInput): Promise<{ slug: string; token: string }> {
  const { email } = await findOpenInvitation(ctx, ctx.db, input.token);
  const passwordHash = await hashPassword(input.password);
  try {
    return await ctx.db.$transaction(async (tx) => {
      const invitation = await findOpenInvitation(ctx, tx, input.token);
      const userId = await createUser(tx, { email, name: input.name, passwordHash });
      const session = await createSession(ctx, tx, userId, input.userAgent);
      const actor: Actor = {
        kind: 'user',
        userId,
        sessionId: session.id,
        email,
        name: input.name,
        isOperator: false,
        mustChangePassword: false,
        memberships: [],
      };
      await join({ ...ctx, actor }, tx, invitation, userId);
      return { slug: invitation.tenant.slug, token: session.token };
    });
  } catch (error) {
    if (uniqueViolation(error)?.includes('email')) {
      throw new AppError('conflict', 'invitation-needs-sign-in', { email }, { cause: error });
    }
    throw error;
  }
}

type NewUser = { email: string; name: string; passwordHash: string };

/** A row that has no password yet was made by somebody else for this person, who takes it over now. */
async function createUser(tx: Tx, { email, name, passwordHash }: NewUser): Promise<string> {
  const known = await tx.user.findUnique({ where: { email }, select: { id: true, passwordHash: true } });
  if (known?.passwordHash) throw new AppError('conflict', 'invitation-needs-sign-in', { email });
  if (known) {
    await tx.user.update({ where: { id: known.id }, data: { name, passwordHash } });
    return known.id;
  }
  const { id } = await tx.user.create({ data: { email, name, passwordHash }, select: { id: true } });
  return id;
}
