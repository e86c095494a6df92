import { type ListInstancesInput, listInstancesInput } from '#server/instances/schema.ts';

/** The list that an address asks for: `sort` is a column, with a minus for downwards. Nonsense is passed over. */
export function toListInput(tenant: string, query: Record<string, string | undefined>): ListInstancesInput {
  const { q, state, kind, stack, sort, page } = query;
  const isDown = sort?.startsWith('-') ?? false;
  const asked = {
    search: q?.slice(0, 100),
    state,
    kind,
    stack,
    sort: isDown ? sort?.slice(1) : sort,
    order: sort === undefined ? undefined : isDown ? 'desc' : 'asc',
    page,
  };
  const { shape } = listInstancesInput;
  const known = Object.entries(asked).filter(
    ([key, value]) => value !== undefined && shape[key as keyof typeof shape].safeParse(value).success,
  );
  return listInstancesInput.parse({ tenant, ...Object.fromEntries(known) });
}
