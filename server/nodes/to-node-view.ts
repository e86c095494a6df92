import type { Prisma, Tx } from '#server/db.ts';
import { describeAbility, listAbilities } from '#server/vaults/node-ability.ts';
import { type NodeView, nodeKind, nodeView } from './schema.ts';

export const nodeSelect = {
  id: true,
  name: true,
  state: true,
  message: true,
  engineVersion: true,
  kernelVersion: true,
  vcpus: true,
  memoryBytes: true,
  poolBytes: true,
  poolUsedBytes: true,
  kinds: true,
  seenAt: true,
} as const satisfies Prisma.NodeSelect;

type Row = Prisma.NodeGetPayload<{ select: typeof nodeSelect }>;

/** Nodes with what the instances on them may use. */
export async function toNodeViews(tx: Tx, rows: readonly Row[]): Promise<NodeView[]> {
  const ids = rows.map((row) => row.id);
  const [allocations, abilities] = await Promise.all([allocationsOf(tx, ids), listAbilities(tx)]);
  const vaultsOf = (id: string) => {
    const { ability, silence } = abilities.find(({ node }) => node.id === id) ?? notAsked;
    return { ...describeAbility(ability), silence };
  };
  return rows.map((row) => ({
    ...row,
    state: nodeView.shape.state.parse(row.state),
    memoryBytes: Number(row.memoryBytes),
    poolBytes: Number(row.poolBytes),
    poolUsedBytes: Number(row.poolUsedBytes),
    vaults: vaultsOf(row.id),
    kinds: nodeKind.array().catch([]).parse(row.kinds),
    seenAt: row.seenAt?.toISOString() ?? null,
    allocation: allocations.get(row.id) ?? {
      instances: 0,
      running: 0,
      vcpus: 0,
      memoryBytes: 0,
      diskBytes: 0,
    },
  }));
}

const noNode = { provider: null, reason: { key: 'vault-unavailable', params: {} } } as const;
const notAsked = { ability: noNode, silence: null };

async function allocationsOf(tx: Tx, nodeIds: string[]): Promise<Map<string, NodeView['allocation']>> {
  // Of a failed creation nothing is left on the engine.
  const where = { nodeId: { in: nodeIds }, state: { not: 'failed' } };
  const groups = await tx.instance.groupBy({
    by: ['nodeId', 'state'],
    where,
    _count: true,
    _sum: { vcpus: true, memoryBytes: true, diskBytes: true },
  });
  const allocations = new Map<string, NodeView['allocation']>();
  for (const { nodeId, state, _count, _sum } of groups) {
    if (!nodeId) continue;
    const former = allocations.get(nodeId);
    allocations.set(nodeId, {
      instances: (former?.instances ?? 0) + _count,
      running: (former?.running ?? 0) + (state === 'running' ? _count : 0),
      vcpus: (former?.vcpus ?? 0) + (_sum.vcpus ?? 0),
      memoryBytes: (former?.memoryBytes ?? 0) + Number(_sum.memoryBytes ?? 0),
      diskBytes: (former?.diskBytes ?? 0) + Number(_sum.diskBytes ?? 0),
    });
  }
  return allocations;
}
