import type { Prisma, Tx } from '#server/db.ts';
import type { InstanceKind } from '#server/instances/kinds/schema.ts';
import type { InstanceState } from '#server/instances/schema.ts';
import { liveJobStates } from '#server/jobs/states.ts';
import { selectQuota, toQuota } from '#server/quotas/quota-columns.ts';
import type { Quota, TenantState } from '#server/tenants/schema.ts';

export type TenantRow = {
  id: string;
  slug: string;
  name: string;
  state: TenantState;
  network: { bridge: string; subnet: string } | null;
  quota: Quota;
};
export type InstanceRow = Prisma.InstanceGetPayload<{ select: typeof selectInstance }> & {
  state: InstanceState;
  kind: InstanceKind;
};

export type Rows = {
  tenants: TenantRow[];
  instances: InstanceRow[];
  images: { id: string; alias: string; name: string; isPresent: boolean; isEnabled: boolean }[];
  nodes: { id: string; name: string; state: string; message: string | null }[];
  /** What live jobs work on, the subjects of findings too. */
  busy: ReadonlySet<string>;
};

export const selectTenant = {
  id: true,
  slug: true,
  name: true,
  state: true,
  network: { select: { bridge: true, subnet: true } },
  ...selectQuota,
} as const satisfies Prisma.TenantSelect;

export const selectInstance = {
  id: true,
  tenantId: true,
  name: true,
  kind: true,
  state: true,
  nodeId: true,
  vcpus: true,
  memoryBytes: true,
  diskBytes: true,
  ipv4: true,
  settings: true,
} as const satisfies Prisma.InstanceSelect;

/** Everything that the loops compare, as it is at one moment. */
export async function readRows(db: Tx): Promise<Rows> {
  // What is at work is read first: a job that ends in between was then at work when its row was read.
  const jobs = await db.$queryRaw<{ subjectKey: string; findingKey: string | null }[]>`
    SELECT "subjectKey", "params"->>'subjectKey' AS "findingKey" FROM "Job"
    WHERE "state" = ANY(${[...liveJobStates]})`;
  const [tenants, instances, images, nodes] = await Promise.all([
    db.tenant.findMany({ select: selectTenant }),
    db.instance.findMany({ select: selectInstance }),
    db.image.findMany({
      select: { id: true, alias: true, name: true, isPresent: true, isEnabled: true },
    }),
    db.node.findMany({ select: { id: true, name: true, state: true, message: true } }),
  ]);
  return {
    tenants: tenants.map(toTenantRow),
    instances: instances as InstanceRow[],
    images,
    nodes,
    busy: new Set(jobs.flatMap(({ subjectKey, findingKey }) => [subjectKey, findingKey ?? []].flat())),
  };
}

export function toTenantRow(row: Prisma.TenantGetPayload<{ select: typeof selectTenant }>): TenantRow {
  const { id, slug, name, state, network } = row;
  return { id, slug, name, state: state as TenantState, network, quota: toQuota(row) };
}
