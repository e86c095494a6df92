import type { Actor } from '#server/auth/actor.ts';
import type { AppError, ErrorCode } from '#server/errors.ts';
import type { Logger } from '#server/log.ts';
import { InvalidInput } from '#server/parse-input.ts';
import { forReader, toAppError } from './error-text.ts';

/** An answer of /api/v1 before it is sent. `isPassing`: nothing hinders the same call from succeeding later. */
export type ApiAnswer = { status: number; body: string; isPassing: boolean };

const passing: readonly ErrorCode[] = [
  ...(['busy', 'rate-limited', 'unavailable', 'internal'] as const),
  // Not of what was asked, but of who asks.
  ...(['unauthenticated', 'forbidden'] as const),
];
/** By status: the codes above whose callers do well to ask again at once. */
const retryable: readonly number[] = [409, 503];
const retryAfterSeconds = '1';

export function answered(body: unknown, status: number): ApiAnswer {
  return { status, body: JSON.stringify(body), isPassing: false };
}

/** Whatever was thrown, as `{error: {code, reason, message, requestId, fields?}}`; operators read what only they may know. */
export function refused(
  thrown: unknown,
  requestId: string,
  log: Logger,
  reader: Actor = { kind: 'visitor' },
): ApiAnswer {
  const error = toAppError(thrown, log);
  const { code, reason, message, status, params } = error;
  const fields = fieldsOf(error);
  const forOperators = forReader(error, reader);
  const body = {
    error: {
      ...{ code, reason, message, requestId },
      ...(Object.keys(params).length > 0 && { params }),
      ...(fields && { fields }),
      ...(forOperators && { forOperators }),
    },
  };
  return { status, body: JSON.stringify(body), isPassing: passing.includes(code) };
}

function fieldsOf(error: AppError): Record<string, string> | undefined {
  if (error instanceof InvalidInput) return error.fields;
  return error.field ? { [error.field]: error.message } : undefined;
}

export function toResponse(answer: ApiAnswer, requestId: string, isReplayed = false): Response {
  return new Response(answer.body, {
    status: answer.status,
    headers: {
      'content-type': 'application/json',
      'cache-control': 'no-store',
      'x-request-id': requestId,
      ...(isReplayed && { 'idempotency-replayed': 'true' }),
      ...(answer.isPassing && retryable.includes(answer.status) && { 'retry-after': retryAfterSeconds }),
    },
  });
}
