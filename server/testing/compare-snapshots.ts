import { bridgeName } from '#server/networks/network-names.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * The same with ids, addresses of the network and the like told by what they belong to: for comparing two
 * worlds in which the same was made.
 */
export function withoutNames(snapshot: Snapshot): Snapshot {
  const { Tenant = [], Instance = [], Network = [] } = snapshot.database.rows;
  let text = JSON.stringify(snapshot);
  const rename = (from: unknown, to: string) => {
    text = text.replaceAll(String(from), to);
  };
  for (const { id, slug } of Tenant) {
    const net = Network.find(({ tenantId }) => tenantId === id);
    if (net) rename(String(net.subnet).replace(/0\/24$/, ''), `<net ${slug}>.`);
    rename(id, `<tenant ${slug}>`);
    rename(bridgeName(String(id)), `<bridge ${slug}>`);
  }
  for (const { id, name } of Instance) rename(id, `<instance ${name}>`);
  text = text
    // The rest of the tenants' range, cut around the tenant's own part of it.
    .replaceAll(/"(destination|source)":"1\d[^"]*"/g, '"$1":"<others>"')
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '<id>')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<time>')
    .replaceAll(/"([0-9a-f]{2}:){5}[0-9a-f]{2}"/g, '"<hwaddr>"');
  return inOrder(JSON.parse(text)) as Snapshot;
}

/** Lists are in the order of names and addresses, which differ. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) {
    const text = (item: unknown) => JSON.stringify(item);
    return value.map(inOrder).toSorted((a, b) => text(a).localeCompare(text(b)));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, inOrder(item)]));
}

/** Without the rows that a scenario says stay when its job was undone. Throws when they are not there. */
export function withoutWhatStays(
  snapshot: Snapshot,
  stays: Record<string, Record<string, unknown>> = {},
): Snapshot {
  const rows = { ...snapshot.database.rows };
  for (const [table, facts] of Object.entries(stays)) {
    const found = rows[table] ?? [];
    const isIt = (row: Record<string, unknown>) =>
      Object.entries(facts).every(([column, value]) => row[column] === value);
    const others = found.filter((row) => !isIt(row));
    if (others.length !== found.length - 1) {
      throw new Error(`${table}: there is no row, or not one, with ${JSON.stringify(facts)}`);
    }
    if (others.length === 0) delete rows[table];
    else rows[table] = others;
  }
  return { ...snapshot, database: { ...snapshot.database, rows } };
}
