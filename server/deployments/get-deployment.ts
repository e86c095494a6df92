import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import { loadInstance } from '#server/instances/load-instance.ts';
import type { DeploymentView } from './schema.ts';
import { selectDeployment, toDeploymentViews } from './to-deployment-view.ts';

/** One version of an instance. Throws `not-found`. */
export async function getDeployment(
  ctx: Ctx,
  { id, number }: { id: string; number: number },
): Promise<DeploymentView> {
  const instance = await loadInstance(ctx, id, 'instance.read');
  const row = await ctx.db.deployment.findUnique({
    where: { instanceId_number: { instanceId: instance.id, number } },
    select: selectDeployment,
  });
  const [view] = await toDeploymentViews(ctx, instance.tenant.id, row ? [row] : []);
  if (!view) throw new AppError('not-found', 'not-found');
  return view;
}
