import { actorName } from '#server/auth/actor.ts';
import { authorizeOperator } from '#server/auth/authorize.ts';
import type { Ctx } from '#server/context.ts';
import { englishText } from '#server/errors.ts';
import { changeJob } from './change-job.ts';
import { refuseUnlessStuck } from './refuse-unless-stuck.ts';
import type { JobView, ResolveJobInput } from './schema.ts';

/**
 * Declares a stuck job settled: what is left of it stays as it is, and a worker ends it as failed, by which what
 * it works on is free again.
 */
export async function resolveJob(ctx: Ctx, { id, reason }: ResolveJobInput): Promise<JobView> {
  authorizeOperator(ctx);
  return changeJob(ctx, id, {
    action: 'job.resolve',
    async change(tx, row) {
      const details = refuseUnlessStuck(row);
      await tx.jobStep.updateMany({
        where: { jobId: row.id, state: { notIn: ['waiting', 'undone'] } },
        data: { state: 'left' },
      });
      // "Cancelled" promises that nothing is left.
      const wasCancelled = row.errorReason === 'cancelled';
      await tx.job.update({
        where: { id: row.id },
        data: {
          ...{ state: 'undoing', finishedAt: null, runAt: new Date() },
          ...{ resolvedAt: ctx.now(), resolvedByName: actorName(ctx.actor), resolvedReason: reason },
          ...(wasCancelled && {
            errorReason: 'cancelled-with-leftovers',
            error: englishText('cancelled-with-leftovers'),
          }),
        },
      });
      return { ...details, reason };
    },
  });
}
