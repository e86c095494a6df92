import type { z } from 'zod';
import type { Ctx } from '#server/context.ts';
import { loadInstance } from '#server/instances/load-instance.ts';
import type { DeploymentPage, listDeploymentsInput } from './schema.ts';
import { selectDeployment, toDeploymentViews } from './to-deployment-view.ts';

/** The versions of an instance, the newest first. */
export async function listDeployments(
  ctx: Ctx,
  { id, page = 1, pageSize = 25 }: z.input<typeof listDeploymentsInput>,
): Promise<DeploymentPage> {
  const instance = await loadInstance(ctx, id, 'instance.read');
  const where = { instanceId: instance.id };
  const [rows, total] = await Promise.all([
    ctx.db.deployment.findMany({
      where,
      select: selectDeployment,
      orderBy: { number: 'desc' },
      skip: (Number(page) - 1) * Number(pageSize),
      take: Number(pageSize),
    }),
    ctx.db.deployment.count({ where }),
  ]);
  const items = await toDeploymentViews(ctx, instance.tenant.id, rows);
  return { items, total, page: Number(page), pageSize: Number(pageSize) };
}
