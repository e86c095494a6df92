import type { Ctx } from '#server/context.ts';
import { authorizeUser } from './authorize-user.ts';
import type { ProfileView } from './schema.ts';

export async function getProfile(ctx: Ctx): Promise<ProfileView> {
  const { userId } = authorizeUser(ctx);
  const user = await ctx.db.user.findUniqueOrThrow({
    where: { id: userId },
    select: { email: true, name: true, locale: true, isOperator: true, createdAt: true },
  });
  return { ...user, createdAt: user.createdAt.toISOString() };
}
