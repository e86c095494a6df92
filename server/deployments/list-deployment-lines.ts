import type { z } from 'zod';
import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import { loadInstance } from '#server/instances/load-instance.ts';
import type { DeploymentLines, listLinesInput } from './schema.ts';

const atOnce = 1000;

/** What was said while a version was deployed, after a line that is known; at most 1,000 at once. */
export async function listDeploymentLines(
  ctx: Ctx,
  { id, number, after }: z.output<typeof listLinesInput>,
): Promise<DeploymentLines> {
  const instance = await loadInstance(ctx, id, 'instance.read');
  const row = await ctx.db.deployment.findUnique({
    where: { instanceId_number: { instanceId: instance.id, number } },
    select: {
      finishedAt: true,
      lines: { where: { seq: { gt: after } }, orderBy: { seq: 'asc' }, take: atOnce },
    },
  });
  if (!row) throw new AppError('not-found', 'not-found');
  return {
    lines: row.lines.map(({ seq, at, text }) => ({ seq, at: at.toISOString(), text })),
    isOver: row.finishedAt !== null && row.lines.length < atOnce,
  };
}
