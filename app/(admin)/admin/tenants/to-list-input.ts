import { type ListTenantsInput, listTenantsInput } from '#server/tenants/schema.ts';
import { knownPart } from '../../_lib/known-part.ts';

type Query = Record<string, string | undefined>;

/** `?q=acme&sort=-memory` as the verb's input; what an address says wrongly is left out. */
export function toListInput({ q, sort = 'name', ...query }: Query): ListTenantsInput {
  const isDescending = sort.startsWith('-');
  return knownPart(listTenantsInput, {
    ...query,
    search: q,
    sort: isDescending ? sort.slice(1) : sort,
    order: isDescending ? 'desc' : 'asc',
  });
}
