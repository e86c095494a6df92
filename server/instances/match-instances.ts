import { type Instance, isUnreachable } from '#server/incus/instance.ts';
import { projectName } from '#server/networks/network-names.ts';
import { idKey } from './find-on-engine.ts';

type Row = { id: string; name: string; tenantSlug: string };

/** Which of the engine's instances is the one of a row; `unreachable` where its node does not answer. */
export type Match = Instance | 'unreachable' | undefined;

/**
 * Finds the rows' instances by our id, in their tenants' projects alone. Of two with the same id, as after a
 * copy, it is the one with the row's name, or else the older one.
 */
export function matchInstances(rows: readonly Row[], onEngine: readonly Instance[]): (row: Row) => Match {
  const wantedNames = new Map(rows.map((row) => [row.id, row.name]));
  const byId = new Map<string, Instance>();
  const unreachable = new Set<string>();
  for (const instance of onEngine) {
    const id = instance.config[idKey];
    if (isUnreachable(instance)) unreachable.add(`${instance.project}/${instance.name}`);
    if (id === undefined) continue;
    const key = `${instance.project}/${id}`;
    const former = byId.get(key);
    if (!former || isBetter(instance, former, wantedNames.get(id))) byId.set(key, instance);
  }
  return ({ id, name, tenantSlug }) => {
    const project = projectName(tenantSlug);
    const found = byId.get(`${project}/${id}`);
    if (found || !unreachable.has(`${project}/${name}`)) return found;
    return 'unreachable';
  };
}

function isBetter(instance: Instance, former: Instance, wantedName: string | undefined): boolean {
  if (former.name === wantedName) return false;
  if (instance.name === wantedName) return true;
  return (instance.createdAt?.getTime() ?? 0) < (former.createdAt?.getTime() ?? 0);
}
