import { authorizeOperator } from '#server/auth/authorize.ts';
import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import { parseId } from '#server/parse-id.ts';
import type { NodeView } from './schema.ts';
import { nodeSelect, toNodeViews } from './to-node-view.ts';

export async function getNode(ctx: Ctx, id: string): Promise<NodeView> {
  authorizeOperator(ctx, 'read');
  const row = await ctx.db.node.findUnique({ where: { id: parseId(id) }, select: nodeSelect });
  const [view] = row ? await toNodeViews(ctx.db, [row]) : [];
  if (!view) throw new AppError('not-found', 'not-found');
  return view;
}
