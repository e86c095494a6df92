import { z } from 'zod';

const pageNumber = z.coerce.number().int().min(1).max(100_000).catch(1);

/** The page that an address asks for; the first when it asks for nonsense. */
export function toPageNumber(query: Record<string, string | undefined>): number {
  return pageNumber.parse(query.page ?? 1);
}
