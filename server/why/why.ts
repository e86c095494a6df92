import { Prisma } from '#server/db.ts';
import { type AppError, type ErrorParams, type ErrorReason, englishText } from '#server/errors.ts';
import type { Why } from './schema.ts';

/** What the columns of a row say of the error that brought its thing where it is. */
export function whyOf({ message, reason, params }: Pick<AppError, 'message' | 'reason' | 'params'>) {
  return { stateReason: message, reason, reasonParams: params };
}

/** The same where nothing was thrown. */
export function whyFor(reason: ErrorReason, params: ErrorParams = {}) {
  return whyOf({ message: englishText(reason, params), reason, params });
}

/** All is as it should be. */
export const noWhy = { stateReason: null, reason: null, reasonParams: Prisma.DbNull };

/** The columns of a row. */
export const selectWhy = { stateReason: true, reason: true, reasonParams: true } as const;

type Row = Omit<Why, 'reasonParams'> & { reasonParams: unknown };

/** As the fields of a view. */
export function toWhy({ stateReason, reason, reasonParams }: Row): Why {
  return { stateReason, reason, reasonParams: (reasonParams ?? {}) as ErrorParams };
}
