import { getTranslations } from 'next-intl/server';
import type { ActionResult } from '#app/_lib/action.ts';
import { errorText } from '#app/_lib/error-text.ts';
import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import { getInstance } from '#server/instances/get-instance.ts';

type Verb = 'start' | 'stop' | 'restart' | 'delete';
type Refused = { id: string; error: AppError };

/**
 * Runs a verb for each of the ticked instances. What is refused does not keep the others from it; the
 * message says how many it was and why the first of the rest was not. Throws when all were refused.
 */
export async function runBulk(
  ctx: Ctx,
  verb: Verb,
  ids: string[],
  run: (id: string) => Promise<unknown>,
): Promise<ActionResult> {
  const refused: Refused[] = [];
  for (const id of ids) {
    try {
      await run(id);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      refused.push({ id, error });
    }
  }
  const [first] = refused;
  if (first && refused.length === ids.length) throw first.error;
  const t = await getTranslations('instances.bulk');
  const parts = [t(`done.${verb}`, { count: ids.length - refused.length })];
  if (first)
    parts.push(t('refused', { name: await nameOf(ctx, first.id), why: await errorText(first.error) }));
  if (refused.length > 1) parts.push(t('moreRefused', { count: refused.length - 1 }));
  return { message: parts.join(' ') };
}

/** It may be gone by now; then its number has to do. */
async function nameOf(ctx: Ctx, id: string): Promise<string> {
  const instance = await getInstance(ctx, id).catch(() => undefined);
  return instance?.name ?? id;
}
