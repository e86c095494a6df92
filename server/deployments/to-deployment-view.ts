import type { Ctx } from '#server/context.ts';
import type { Prisma } from '#server/db.ts';
import { hideProvider } from '#server/jobs-view/hide-provider.ts';
import { selectWhy, toWhy } from '#server/why/why.ts';
import { type DeploymentView, deploymentView } from './schema.ts';

export const selectDeployment = {
  number: true,
  kind: true,
  state: true,
  ...selectWhy,
  settings: true,
  digest: true,
  facts: true,
  actorId: true,
  actorName: true,
  jobId: true,
  createdAt: true,
  startedAt: true,
  finishedAt: true,
} as const satisfies Prisma.DeploymentSelect;

type Row = Prisma.DeploymentGetPayload<{ select: typeof selectDeployment }>;

/** Versions of an instance of this tenant, as this reader may see them. */
export async function toDeploymentViews(
  ctx: Ctx,
  tenantId: string,
  rows: readonly Row[],
): Promise<DeploymentView[]> {
  const isHidden = await hideProvider(
    ctx,
    rows.map(({ actorId }) => ({ tenantId, actorId })),
  );
  return rows.map(({ createdAt, startedAt, finishedAt, actorId, actorName, ...row }) =>
    deploymentView.parse({
      ...row,
      ...toWhy(row),
      actorName: isHidden({ tenantId, actorId }) ? null : actorName,
      createdAt: createdAt.toISOString(),
      startedAt: startedAt?.toISOString() ?? null,
      finishedAt: finishedAt?.toISOString() ?? null,
    }),
  );
}
