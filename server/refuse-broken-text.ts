import { AppError } from '#server/errors.ts';

/** PostgreSQL keeps neither U+0000 nor half of a pair of surrogates, and no text that a person types has them. */
export function isBrokenText(text: string): boolean {
  return text.includes('\0') || /\p{Surrogate}/u.test(text);
}

/**
 * Every entry asks this of all that it was given before any schema or verb sees it. Throws `invalid` with
 * the name of the first field that holds such a text, however deep.
 */
export function refuseBrokenText(input: unknown): void {
  const place = findBrokenText(input, []);
  if (place) throw new AppError('invalid', 'text-broken', {}, { field: place.join('.') });
}

function findBrokenText(value: unknown, place: string[]): string[] | undefined {
  if (typeof value === 'string') return isBrokenText(value) ? place : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, part] of Object.entries(value)) {
    const found = isBrokenText(key) ? place : findBrokenText(part, [...place, key]);
    if (found) return found;
  }
  return undefined;
}
