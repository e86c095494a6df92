import { type Instance, isUnreachable } from '#server/incus/instance.ts';
import { idKey } from '#server/instances/find-on-engine.ts';
import { matchInstances } from '#server/instances/match-instances.ts';
import { projectName } from '#server/networks/network-names.ts';
import { instanceKey } from './match-rows.ts';
import type { Rows, TenantRow } from './read-rows.ts';

export type UnknownInstance = {
  instance: Instance;
  tenant: TenantRow;
  kind: 'unknown-instance' | 'instance-doubled';
};

/**
 * The engine's instances in our tenants' projects that no row stands for: without our id, with an id that
 * nobody has, or with the id of another. And those of which nobody can tell now.
 */
export function findUnknownInstances(
  rows: Pick<Rows, 'tenants' | 'instances' | 'busy'>,
  onEngine: readonly Instance[],
): { unknown: UnknownInstance[]; unjudged: string[] } {
  const tenantOf = new Map(rows.tenants.map((tenant) => [projectName(tenant.slug), tenant]));
  const slugOf = new Map(rows.tenants.map(({ id, slug }) => [id, slug]));
  const known = rows.instances.map((row) => ({ ...row, tenantSlug: slugOf.get(row.tenantId) ?? '' }));
  const byId = new Map(known.map((row) => [row.id, row]));
  const matchOf = matchInstances(known, onEngine);
  const unknown: UnknownInstance[] = [];
  const unjudged: string[] = [];
  for (const instance of onEngine) {
    const tenant = tenantOf.get(instance.project);
    if (!tenant) continue;
    const row = byId.get(instance.config[idKey] ?? '');
    const isItsOwn = row?.tenantId === tenant.id;
    if (isUnreachable(instance) || (row && rows.busy.has(instanceKey(row.id)))) {
      unjudged.push(engineInstanceKey(instance));
    } else if (!isItsOwn || row.state === 'failed') {
      unknown.push({ instance, tenant, kind: 'unknown-instance' });
    } else if (matchOf(row) !== instance) {
      unknown.push({ instance, tenant, kind: 'instance-doubled' });
    }
  }
  return { unknown, unjudged };
}

export function engineInstanceKey({ project, name }: Pick<Instance, 'project' | 'name'>): string {
  return `engine-instance:${project}/${name}`;
}
