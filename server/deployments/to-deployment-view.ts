import type { Prisma } from '#server/db.ts';
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
  actorName: true,
  jobId: true,
  createdAt: true,
  startedAt: true,
  finishedAt: true,
} as const satisfies Prisma.DeploymentSelect;

type Row = Prisma.DeploymentGetPayload<{ select: typeof selectDeployment }>;

export function toDeploymentView({ createdAt, startedAt, finishedAt, ...row }: Row): DeploymentView {
  return deploymentView.parse({
    ...row,
    ...toWhy(row),
    createdAt: createdAt.toISOString(),
    startedAt: startedAt?.toISOString() ?? null,
    finishedAt: finishedAt?.toISOString() ?? null,
  });
}
