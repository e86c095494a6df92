import { authorizeOperator } from '#server/auth/authorize.ts';
import type { Ctx } from '#server/context.ts';
import type { NodePage } from './schema.ts';
import { nodeSelect, toNodeViews } from './to-node-view.ts';

export async function listNodes(
  ctx: Ctx,
  { page = 1, pageSize = 100 }: { page?: number; pageSize?: number } = {},
): Promise<NodePage> {
  authorizeOperator(ctx, 'read');
  const [total, rows] = await Promise.all([
    ctx.db.node.count(),
    ctx.db.node.findMany({
      orderBy: { name: 'asc' },
      skip: (page - 1) * pageSize,
      take: pageSize,
      select: nodeSelect,
    }),
  ]);
  return { items: await toNodeViews(ctx.db, rows), total, page, pageSize };
}
