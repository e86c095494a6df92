import type { Tx } from '#server/db.ts';
import { liveJobStates } from '#server/jobs/states.ts';
import { sumAllocations } from '#server/quotas/sum-allocations.ts';
import type { TenantDetail } from './schema.ts';
import { selectTenantView, toTenantView } from './to-tenant-view.ts';

/** The tenants with these ids, in their order, with usage, owner and live job: four queries, however many. */
export async function loadTenantDetails(db: Tx, ids: readonly string[]): Promise<TenantDetail[]> {
  const wanted = [...ids];
  const [rows, allocations, jobs] = await Promise.all([
    db.tenant.findMany({ where: { id: { in: wanted } }, select: selectDetail }),
    sumAllocations(db, ids),
    db.job.findMany({
      where: { subjectKey: { in: wanted.map(keyOf) }, state: { in: [...liveJobStates] } },
      select: { id: true, kind: true, state: true, subjectKey: true },
    }),
  ]);
  return wanted.flatMap((id) => {
    const row = rows.find((tenant) => tenant.id === id);
    const used = allocations.get(id);
    if (!row || !used) return [];
    const job = jobs.find(({ subjectKey }) => subjectKey === keyOf(id));
    return {
      ...toTenantView(row),
      used,
      endBy: row.endByName,
      owner: row.members[0]?.user ?? null,
      job: job ? { id: job.id, kind: job.kind, state: job.state } : null,
    };
  });
}

const selectDetail = {
  ...selectTenantView,
  endByName: true,
  members: {
    where: { role: 'owner' },
    orderBy: { createdAt: 'asc' },
    take: 1,
    select: { user: { select: { email: true, name: true } } },
  },
} as const;

function keyOf(id: string): string {
  return `tenant:${id}`;
}
