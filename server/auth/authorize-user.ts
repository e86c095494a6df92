import type { Actor } from '#server/auth/actor.ts';
import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';

/** For what belongs to a person and not to a tenant (password, sessions): only a signed-in person. */
export function authorizeUser(ctx: Ctx): Extract<Actor, { kind: 'user' }> {
  if (ctx.actor.kind !== 'user') throw new AppError('not-found', 'not-found');
  return ctx.actor;
}
