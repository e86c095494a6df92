import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import { authorizeUser } from './authorize-user.ts';
import { verifyPassword } from './hash-password.ts';
import { limits } from './limits.ts';
import { replacePassword } from './replace-password.ts';
import type { ChangePasswordInput } from './schema.ts';
import { forgetAttempts, refuseTooMany } from './take-attempt.ts';

/** Throws `invalid` with the field that is wrong, `rate-limited` after too many guesses of the present password. */
export async function changePassword(ctx: Ctx, input: ChangePasswordInput): Promise<void> {
  const { userId } = authorizeUser(ctx);
  await refuseTooMany(ctx.db, limits.password, userId);
  const user = await ctx.db.user.findUniqueOrThrow({
    where: { id: userId },
    select: { passwordHash: true },
  });
  if (!(await verifyPassword(user.passwordHash, input.current))) {
    throw new AppError('invalid', 'password-wrong', {}, { field: 'current' });
  }
  await forgetAttempts(ctx.db, limits.password, userId);
  if (input.password === input.current) {
    throw new AppError('invalid', 'password-same', {}, { field: 'password' });
  }
  await replacePassword(ctx, input.password);
}
