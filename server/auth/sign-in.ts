import { createHash } from 'node:crypto';
import { record } from '#server/audit/record.ts';
import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import type { Actor } from './actor.ts';
import { addressKey } from './address-key.ts';
import { createSession } from './create-session.ts';
import { verifyPassword } from './hash-password.ts';
import { limits } from './limits.ts';
import type { SignInInput } from './schema.ts';
import { forgetAttempts, giveBackAttempt, refuseTooMany, takeAttempt } from './take-attempt.ts';

export type SignedIn = { token: string; locale: string | null; mustChangePassword: boolean };
type Key = { address: string; email: string };

/**
 * A wrong password, an unknown user, a user without a password and a locked account get one answer
 * after the same work: attempts are counted by e-mail address whoever has it, and one argon2id verify
 * runs in every case. Throws `unauthenticated`, or `rate-limited` before anything is compared.
 */
export async function signIn(ctx: Ctx, input: SignInInput): Promise<SignedIn> {
  const email = input.email.trim().toLowerCase();
  const key = { address: addressKey(ctx.ip), email: createHash('sha256').update(email).digest('hex') };
  await refuseTooMany(ctx.db, limits.signInAddress, key.address);
  await refuseTooMany(ctx.db, limits.signInAccount, key.email);
  const isLocked = (await takeAttempt(ctx.db, limits.signInLock, key.email)) > 0;
  const user = await findUser(ctx, email);
  const isRight = await verifyPassword(user?.passwordHash ?? null, input.password);
  if (!user || !isRight || isLocked) throw new AppError('unauthenticated', 'sign-in-failed');

  await forgiveAttempts(ctx, key);
  const token = await openSession(ctx, user, input.userAgent);
  return { token, locale: user.locale, mustChangePassword: user.mustChangePassword };
}

type User = NonNullable<Awaited<ReturnType<typeof findUser>>>;

function findUser({ db }: Ctx, email: string) {
  return db.user.findUnique({
    where: { email },
    select: {
      id: true,
      email: true,
      name: true,
      passwordHash: true,
      isOperator: true,
      mustChangePassword: true,
      locale: true,
    },
  });
}

async function forgiveAttempts({ db }: Ctx, key: Key): Promise<void> {
  await giveBackAttempt(db, limits.signInAddress, key.address);
  await forgetAttempts(db, limits.signInAccount, key.email);
  await forgetAttempts(db, limits.signInLock, key.email);
}

function openSession(ctx: Ctx, user: User, userAgent: string | undefined): Promise<string> {
  const { id: userId, email, name, isOperator, mustChangePassword } = user;
  return ctx.db.$transaction(async (tx) => {
    const session = await createSession(ctx, tx, userId, userAgent);
    const actor: Actor = {
      kind: 'user',
      userId,
      sessionId: session.id,
      email,
      name,
      isOperator,
      mustChangePassword,
      memberships: [],
    };
    await record({ ...ctx, actor }, tx, {
      action: 'session.create',
      targetKind: 'user',
      targetId: userId,
      targetName: email,
    });
    return session.token;
  });
}
