import type { Tx } from '#server/db.ts';
import { isLive } from '#server/jobs/states.ts';
import type { NodeView } from '#server/nodes/schema.ts';
import type { Numbers } from './schema.ts';

const hourMs = 3_600_000;

/** Counts and sums of the whole installation. A node that is offline counts as it was last seen. */
export async function readNumbers(tx: Tx, now: Date, nodes: readonly NodeView[]): Promise<Numbers> {
  const since = new Date(now.getTime() - 24 * hourMs);
  const [tenants, instances, jobs] = await Promise.all([
    tx.tenant.groupBy({ by: ['state'], _count: true }),
    tx.instance.groupBy({
      by: ['state'],
      _count: true,
      _sum: { vcpus: true, memoryBytes: true, diskBytes: true },
    }),
    tx.job.groupBy({ by: ['state'], where: { createdAt: { gt: since } }, _count: true }),
  ]);
  // Of a failed creation nothing is left on the engine.
  const allocated = instances.filter((group) => group.state !== 'failed');
  return {
    tenants: countBy(tenants, (state) => (state === 'active' || state === 'suspended' ? state : 'other'), {
      active: 0,
      suspended: 0,
      other: 0,
    }),
    instances: countBy(instances, instanceGroup, { running: 0, stopped: 0, failed: 0, other: 0 }),
    capacity: {
      vcpus: sum(nodes, (node) => node.vcpus),
      memoryBytes: sum(nodes, (node) => node.memoryBytes),
      poolBytes: sum(nodes, (node) => node.poolBytes),
      poolUsedBytes: sum(nodes, (node) => node.poolUsedBytes),
    },
    allocation: {
      vcpus: sum(allocated, (group) => group._sum.vcpus ?? 0),
      memoryBytes: sum(allocated, (group) => Number(group._sum.memoryBytes ?? 0)),
      diskBytes: sum(allocated, (group) => Number(group._sum.diskBytes ?? 0)),
    },
    jobs: countBy(jobs, jobGroup, { done: 0, failed: 0, live: 0 }),
  };
}

function instanceGroup(state: string): keyof Numbers['instances'] {
  if (state === 'running' || state === 'stopped') return state;
  return state === 'failed' || state === 'lost' ? 'failed' : 'other';
}

function jobGroup(state: string): keyof Numbers['jobs'] {
  if (state === 'done') return 'done';
  return isLive(state) && state !== 'stuck' ? 'live' : 'failed';
}

function countBy<Counts extends Record<string, number>>(
  groups: readonly { state: string; _count: number }[],
  groupOf: (state: string) => keyof Counts,
  start: Counts,
): Counts {
  const counts: Record<keyof Counts, number> = { ...start };
  for (const { state, _count } of groups) counts[groupOf(state)] += _count;
  return counts as Counts;
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
