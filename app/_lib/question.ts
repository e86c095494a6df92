import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import type { ZodType } from 'zod';
import { refuseForeignOrigin } from '#server/auth/refuse-foreign-origin.ts';
import { refuseHandedPassword } from '#server/auth/refuse-handed-password.ts';
import { parseInput } from '#server/parse-input.ts';
import { paths } from '#server/paths.ts';
import { refuseBrokenText } from '#server/refuse-broken-text.ts';
import { toAppError } from './error-text.ts';
import { inClick } from './in-click.ts';
import { type UserCtx, userCtx, visitorCtx } from './session.ts';
import { signInPath } from './sign-in-path.ts';

/**
 * The one wrapper of what a page asks the server by a function and without a form. Anybody can call it with
 * anything: its arguments are parsed like a form, and what is refused is answered with `otherwise`.
 */
export function question<Args extends unknown[], Answer>(
  schema: ZodType<Args>,
  otherwise: Answer,
  run: (ctx: UserCtx, ...args: Args) => Promise<Answer>,
): (...args: Args) => Promise<Answer> {
  return async (...given) => {
    try {
      const asked = await headers();
      refuseForeignOrigin({ origin: asked.get('origin'), host: asked.get('host') });
      const ctx = await userCtx();
      refuseHandedPassword(ctx.actor);
      refuseBrokenText(given);
      const args = parseInput(schema, given);
      return await inClick(ctx, () => run(ctx, ...args));
    } catch (error) {
      const known = toAppError(error, (await visitorCtx()).log);
      if (known.reason === 'unauthenticated') redirect(await signInPath());
      if (known.reason === 'new-password-needed') redirect(paths.newPassword());
      return otherwise;
    }
  };
}
