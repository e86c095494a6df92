import type { Ctx } from '#server/context.ts';
import { AppError, type ErrorReason } from '#server/errors.ts';
import { askCancel } from '#server/jobs/ask-cancel.ts';
import { changeJob } from './change-job.ts';
import type { JobView } from './schema.ts';
import { toJobView } from './to-job-view.ts';
import { whyMayNotCancel } from './why-may-not-cancel.ts';

/**
 * Has a job that waits or runs undone instead of brought to its end: it ends `cancelled`. Throws
 * `wrong-state` with the reason where that cannot be any more.
 */
export async function cancelJob(ctx: Ctx, { id }: { id: string }): Promise<JobView> {
  return changeJob(ctx, id, {
    action: 'job.cancel',
    async change(tx, row) {
      const mayNot = whyMayNotCancel(ctx.actor, row);
      if (mayNot) throw new AppError('forbidden', mayNot);
      const now = ctx.now();
      const { actor } = ctx;
      const { cancelReason } = toJobView(row, { actor, now, hidesActor: false, queuePosition: null });
      if (cancelReason) throw new AppError('wrong-state', cancelReason as ErrorReason);
      await askCancel(tx, row.id);
      const step = row.steps.find(({ state }) => state === 'running');
      return { step: step?.name ?? null };
    },
  });
}
