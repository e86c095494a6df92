import { z } from 'zod';
import { AppError } from '#server/errors.ts';

const uuid = z.uuid();

/** An id from a URL. What is no id names nothing: `not-found`. */
export function parseId(text: string): string {
  const parsed = uuid.safeParse(text);
  if (!parsed.success) throw new AppError('not-found', 'not-found');
  return parsed.data;
}
