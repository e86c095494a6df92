import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import { authorizeUser } from './authorize-user.ts';
import { verifyPassword } from './hash-password.ts';
import { replacePassword } from './replace-password.ts';
import type { SetNewPasswordInput } from './schema.ts';

/**
 * The first password of one's own, in place of one that somebody else made and handed over. It was
 * asked for at the sign-in a moment ago, so not again. Throws `wrong-state` when nothing has to be set.
 */
export async function setNewPassword(ctx: Ctx, input: SetNewPasswordInput): Promise<void> {
  const { userId } = authorizeUser(ctx);
  const user = await ctx.db.user.findUniqueOrThrow({
    where: { id: userId },
    select: { passwordHash: true, mustChangePassword: true },
  });
  if (!user.mustChangePassword) throw new AppError('wrong-state', 'password-already-set');
  if (await verifyPassword(user.passwordHash, input.password)) {
    throw new AppError('invalid', 'password-same', {}, { field: 'password' });
  }
  await replacePassword(ctx, input.password);
}
