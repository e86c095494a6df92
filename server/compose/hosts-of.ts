import { AppError } from '#server/errors.ts';
import type { Wanted } from './choose-services.ts';

type Host = { name: string; address: string };
type Placed = Wanted & { address: string };

/** As many as a container takes. */
const max = 128;

/**
 * The names under which a service reaches the others of its stack and itself: the tenant's network gives addresses, not
 * names, since guests do not ask it for theirs. What the file itself says of a name goes first.
 */
export function hostsOf({ draft }: Placed, all: readonly Placed[]): Host[] {
  const links = draft.links.flatMap(({ service, alias }) => {
    const other = all.find(({ name }) => name === service);
    return other ? [{ name: alias, address: other.address }] : [];
  });
  const services = all.map(({ name, address }) => ({ name, address }));
  const aliases = all.flatMap(({ draft: other, address }) =>
    [...other.aliases, other.instanceName].map((name) => ({ name, address })),
  );
  const hosts = new Map<string, Host>();
  for (const host of [...draft.settings.hosts, ...links, ...services, ...aliases]) {
    if (!hosts.has(host.name)) hosts.set(host.name, host);
  }
  if (hosts.size > max) throw new AppError('refused', 'compose-too-many-names', { max }, { field: 'text' });
  return [...hosts.values()];
}
