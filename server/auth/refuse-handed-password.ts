import { AppError } from '#server/errors.ts';
import type { Actor } from './actor.ts';

/** Who signed in with a password that somebody else made can do nothing but replace it. */
export function refuseHandedPassword(actor: Actor): void {
  if (actor.kind === 'user' && actor.mustChangePassword) {
    throw new AppError('forbidden', 'new-password-needed');
  }
}
