import { record } from '#server/audit/record.ts';
import type { Ctx } from '#server/context.ts';
import { authorizeUser } from './authorize-user.ts';
import type { UpdateProfileInput } from './schema.ts';

/** Name and language of the person who asks; what is not given stays. */
export async function updateProfile(ctx: Ctx, input: UpdateProfileInput): Promise<void> {
  const { userId, email } = authorizeUser(ctx);
  await ctx.db.$transaction(async (tx) => {
    await tx.user.update({ where: { id: userId }, data: { ...input } });
    await record(ctx, tx, {
      action: 'user.update',
      targetKind: 'user',
      targetId: userId,
      targetName: email,
    });
  });
}
