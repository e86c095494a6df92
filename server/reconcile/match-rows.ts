import { type Match, matchInstances } from '#server/instances/match-instances.ts';
import type { Picture } from './read-picture.ts';
import type { InstanceRow, TenantRow } from './read-rows.ts';

export type Matched = { row: InstanceRow & { tenantSlug: string }; tenant: TenantRow; found: Match };

/**
 * The instances that should be on the engine and that no job works on, each with what the engine has of it;
 * and the keys of the others.
 */
export async function matchRows(picture: Picture): Promise<{ matched: Matched[]; unjudged: string[] }> {
  const tenants = new Map(picture.tenants.map((tenant) => [tenant.id, tenant]));
  const rows = picture.instances.flatMap((row) => {
    const tenant = tenants.get(row.tenantId);
    return tenant ? [{ ...row, tenant, tenantSlug: tenant.slug }] : [];
  });
  const isIdle = (row: InstanceRow) =>
    row.state !== 'failed' && row.state !== 'creating' && !picture.busy.has(instanceKey(row.id));
  const matchOf = matchInstances(rows, await picture.onEngine.instances());
  const judged = rows.filter(isIdle).map((row) => ({ row, tenant: row.tenant, found: matchOf(row) }));
  const silent = judged.filter(({ found }) => found === 'unreachable').map(({ row }) => row);
  const left = [...rows.filter((row) => !isIdle(row)), ...silent];
  return {
    matched: judged.filter(({ found }) => found !== 'unreachable'),
    unjudged: left.map(({ id }) => instanceKey(id)),
  };
}

export function instanceKey(id: string): string {
  return `instance:${id}`;
}
