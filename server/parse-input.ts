import type { ZodType, z } from 'zod';
import { AppError, issueText } from '#server/errors.ts';

/** What was asked does not fit its schema: `fields` says in English which part does not, and why. */
export class InvalidInput extends AppError {
  constructor(readonly fields: Record<string, string>) {
    super('invalid', 'invalid-input');
  }
}

/**
 * What somebody asked for, checked by its schema. Throws InvalidInput. For input alone: what we ourselves
 * have stored or answer is parsed by its schema, and what does not fit is our mistake and no one else's.
 */
export function parseInput<T>(schema: ZodType<T>, input: unknown): T {
  const result = schema.safeParse(input);
  if (!result.success) throw toInvalidInput(result.error);
  return result.data;
}

export function toInvalidInput(error: z.ZodError): InvalidInput {
  return new InvalidInput(
    Object.fromEntries(
      error.issues.map((issue) => [issue.path.join('.') || 'body', issueText(issue.message)]),
    ),
  );
}
