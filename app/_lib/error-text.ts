import { randomUUID } from 'node:crypto';
import { getTranslations } from 'next-intl/server';
import { type Actor, isProvider } from '#server/auth/actor.ts';
import { AppError, isErrorReason } from '#server/errors.ts';
import { toJobError } from '#server/jobs/to-job-error.ts';
import type { Logger } from '#server/log.ts';

/** Anything thrown, as an error that a person may read; what is unknown is logged under its number. */
export function toAppError(error: unknown, log: Logger): AppError {
  if (error instanceof AppError) return error;
  const known = toJobError(error);
  if (known.code === 'internal')
    log.error({ err: error, id: known.params.id ?? randomUUID() }, 'unexpected error');
  return known;
}

/** The text of an error in the reader's language. */
export async function errorText(error: Pick<AppError, 'reason' | 'params'>): Promise<string> {
  const t = await getTranslations('errors');
  return t(error.reason as Parameters<typeof t>[0], error.params as never);
}

/** What of an error its reader may know beyond the words for everybody. */
export function forReader({ forOperators }: AppError, reader: Actor): string | undefined {
  return isProvider(reader) ? forOperators : undefined;
}

/** The text of a zod issue: schemas name reasons of the catalogue, zod's own messages stay as they are. */
export async function issueText(message: string): Promise<string> {
  return isErrorReason(message) ? errorText({ reason: message, params: {} }) : message;
}
