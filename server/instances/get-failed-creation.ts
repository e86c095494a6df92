import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import { type FailedCreation, failedCreation } from './failed-creation-schema.ts';
import { loadInstance } from './load-instance.ts';

/** Why there is nothing behind an instance in the state `failed`. Throws `not-found` for any other. */
export async function getFailedCreation(ctx: Ctx, instanceId: string): Promise<FailedCreation> {
  const { id, state } = await loadInstance(ctx, instanceId, 'instance.read');
  const job = await ctx.db.job.findFirst({
    where: { instanceId: id, kind: 'create-instance' },
    orderBy: { createdAt: 'desc' },
    select: {
      id: true,
      errorReason: true,
      error: true,
      errorDetails: true,
      finishedAt: true,
      // The steps before it were undone without an error of their own.
      steps: {
        where: { error: { not: null } },
        select: { name: true },
        orderBy: { position: 'desc' },
        take: 1,
      },
    },
  });
  if (state !== 'failed' || !job) throw new AppError('not-found', 'not-found');
  return {
    jobId: job.id,
    reason: job.errorReason,
    params: failedCreation.shape.params.catch({}).parse(job.errorDetails),
    message: job.error ?? '',
    step: job.steps[0]?.name ?? null,
    finishedAt: job.finishedAt?.toISOString() ?? null,
  };
}
