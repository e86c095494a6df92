import { createSession } from '#server/auth/create-session.ts';
import { readSession } from '#server/auth/read-session.ts';
import type { Ctx } from '#server/context.ts';

/** The context of a person's own new session, as a page gets it. */
export async function asUser(ctx: Ctx, userId: string): Promise<Ctx & { token: string }> {
  const { token } = await createSession(ctx, ctx.db, userId, 'test');
  const actor = await readSession(ctx.db, token, ctx.now());
  if (!actor) throw new Error('the session that was just made is not there');
  return { ...ctx, actor, token };
}
