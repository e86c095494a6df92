import { createTranslator } from 'use-intl/core';
import en from '#messages/en/errors.json' with { type: 'json' };

/** Every kind of refusal, with its HTTP status. At most fifteen. */
export const statusOf = {
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  busy: 409,
  'wrong-state': 409,
  'quota-exceeded': 409,
  suspended: 423,
  'rate-limited': 429,
  refused: 422,
  unavailable: 503,
  internal: 500,
} as const satisfies Record<string, number>;

export type ErrorCode = keyof typeof statusOf;
/** A key of messages/<locale>/errors.json: the words, in every language. */
export type ErrorReason = keyof typeof en;
export type ErrorParams = Record<string, string | number>;

type Options = { cause?: unknown; field?: string; forOperators?: string | undefined };

/**
 * The one error that a person may read. `message` is the English text of `reason`; a page shows the
 * same reason in its own language. `field` names the input that is to blame, where there is one.
 * `forOperators` is what no customer may learn of a node: no view, answer or job shows it to anybody else.
 */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly reason: ErrorReason;
  readonly params: ErrorParams;
  readonly field: string | undefined;
  readonly forOperators: string | undefined;

  constructor(code: ErrorCode, reason: ErrorReason, params: ErrorParams = {}, options: Options = {}) {
    super(englishText(reason, params), { cause: options.cause });
    this.code = code;
    this.reason = reason;
    this.params = params;
    this.field = options.field;
    this.forOperators = options.forOperators;
  }

  get status(): number {
    return statusOf[this.code];
  }

  /** For logs, and for jobs that only operators see. */
  get fullMessage(): string {
    return fullText(this.message, this.forOperators);
  }
}

/** For a `.catch` where a refusal is no failure of whoever asked. Anything else is thrown on. */
export function passOverAppError(error: unknown): void {
  if (!(error instanceof AppError)) throw error;
}

const translate = createTranslator({
  locale: 'en',
  messages: { errors: en },
  namespace: 'errors',
}) as unknown as (key: string, params: ErrorParams) => string;

export function englishText(reason: ErrorReason, params: ErrorParams = {}): string {
  return translate(reason, params);
}

export function fullText(message: string, forOperators: string | null | undefined): string {
  return forOperators ? `${message} (${forOperators})` : message;
}

export function isErrorReason(text: string): text is ErrorReason {
  return Object.hasOwn(en, text);
}

/** What a message of a zod schema says in English: schemas name reasons, never sentences. */
export function issueText(message: string): string {
  return isErrorReason(message) ? englishText(message) : message;
}
