import { authorizeOperator } from '#server/auth/authorize.ts';
import type { Ctx } from '#server/context.ts';
import { instanceView } from '#server/instances/schema.ts';
import { parseId } from '#server/parse-id.ts';
import type { NodeInstancePage } from './schema.ts';

const select = {
  id: true,
  name: true,
  kind: true,
  state: true,
  vcpus: true,
  memoryBytes: true,
  diskBytes: true,
  tenant: { select: { id: true, slug: true, name: true, state: true } },
} as const;

/** What is on a node, the largest first: what one looks for when it is full. */
export async function listNodeInstances(
  ctx: Ctx,
  { nodeId, page = 1, pageSize = 50 }: { nodeId: string; page?: number; pageSize?: number },
): Promise<NodeInstancePage> {
  authorizeOperator(ctx, 'read');
  const where = { nodeId: parseId(nodeId) };
  const [total, rows] = await Promise.all([
    ctx.db.instance.count({ where }),
    ctx.db.instance.findMany({
      where,
      orderBy: [{ memoryBytes: 'desc' }, { id: 'asc' }],
      skip: (page - 1) * pageSize,
      take: pageSize,
      select,
    }),
  ]);
  const items = rows.map((row) => ({
    ...row,
    kind: instanceView.shape.kind.parse(row.kind),
    state: instanceView.shape.state.parse(row.state),
    memoryBytes: Number(row.memoryBytes),
    diskBytes: Number(row.diskBytes),
  }));
  return { items, total, page, pageSize };
}
