import { refresh } from 'next/cache';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import type { ZodType, z } from 'zod';
import type { ActionState, FormAction } from '#components/ui/form/action-state.ts';
import type { Actor } from '#server/auth/actor.ts';
import { refuseForeignOrigin } from '#server/auth/refuse-foreign-origin.ts';
import { refuseHandedPassword } from '#server/auth/refuse-handed-password.ts';
import type { Ctx } from '#server/context.ts';
import { type AppError, fullText } from '#server/errors.ts';
import { paths } from '#server/paths.ts';
import { refuseBrokenText } from '#server/refuse-broken-text.ts';
import { errorText, forReader, issueText, toAppError } from './error-text.ts';
import { formValues } from './form-values.ts';
import { inClick } from './in-click.ts';
import { userCtx, visitorCtx } from './session.ts';
import { signInPath } from './sign-in-path.ts';

/** What an action tells the page: words for a toast, data to show once, or where to go. */
export type ActionResult = { message?: string; data?: unknown; redirectTo?: string };

type Run<Input> = (ctx: Ctx, input: Input) => Promise<ActionResult | void>;
/** `isBeforeNewPassword`: also for those who still have to replace a password that was handed to them. */
type Options = { isBeforeNewPassword?: boolean };

/**
 * The one wrapper of every server action of somebody signed in. Parses the form with `schema`, runs
 * the verb, and turns whatever is thrown into words at the form or beside its fields. Who sends it from
 * another site is refused.
 */
export function action<Input>(schema: ZodType<Input>, run: Run<Input>, options: Options = {}): FormAction {
  return wrap(userCtx, schema, run, options);
}

/** The same for visitors: sign-in and invitations. */
export function visitorAction<Input>(schema: ZodType<Input>, run: Run<Input>): FormAction {
  return wrap(visitorCtx, schema, run, {});
}

function wrap<Input>(
  getCtx: () => Promise<Ctx>,
  schema: ZodType<Input>,
  run: Run<Input>,
  { isBeforeNewPassword }: Options,
): FormAction {
  return async (_state, data) => {
    const values = formValues(data);
    let result: ActionResult | void;
    let reader: Actor = { kind: 'visitor' };
    try {
      const asked = await headers();
      refuseForeignOrigin({ origin: asked.get('origin'), host: asked.get('host') });
      const ctx = await getCtx();
      reader = ctx.actor;
      if (!isBeforeNewPassword) refuseHandedPassword(ctx.actor);
      refuseBrokenText(values);
      const input = schema.safeParse(values);
      if (!input.success) return invalid(input.error, values);
      result = await inClick(ctx, () => run(ctx, input.data));
    } catch (error) {
      const known = toAppError(error, (await visitorCtx()).log);
      if (known.reason === 'unauthenticated') redirect(await signInPath());
      if (known.reason === 'new-password-needed') redirect(paths.newPassword());
      return failed(known, values, reader);
    }
    if (result?.redirectTo && !result.message) redirect(result.redirectTo);
    // The answer brings the page as it is now: a row shows its job in the same moment as the toast.
    if (!result?.redirectTo) refresh();
    return { status: 'ok', ...result };
  };
}

async function invalid(error: z.ZodError, values: Record<string, unknown>): Promise<ActionState> {
  const fieldErrors: Record<string, string> = {};
  for (const issue of error.issues) {
    const said = await issueText(issue.message);
    // A part of a field may have a place of its own: `settings.ports.0.port`. The first one named gets the focus.
    fieldErrors[issue.path.join('.')] ??= said;
    fieldErrors[String(issue.path[0] ?? '')] ??= said;
  }
  return {
    status: 'error',
    message: await errorText({ reason: 'invalid-input', params: {} }),
    fieldErrors,
    values: typed(values),
  };
}

async function failed(error: AppError, values: Record<string, unknown>, reader: Actor): Promise<ActionState> {
  const message = fullText(await errorText(error), forReader(error, reader));
  return {
    status: 'error',
    message,
    ...(error.field && { fieldErrors: { [error.field]: message } }),
    values: typed(values),
  };
}

/** What was typed comes back into the form, passwords, passphrases and other secrets never. */
function typed(values: Record<string, unknown>): Record<string, string> {
  const entries = Object.entries(values).filter(
    ([key, value]) => typeof value === 'string' && !/password|passphrase|secret|current|repeated/i.test(key),
  );
  return Object.fromEntries(entries) as Record<string, string>;
}
