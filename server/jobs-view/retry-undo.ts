import { authorizeOperator } from '#server/auth/authorize.ts';
import type { Ctx } from '#server/context.ts';
import { changeJob } from './change-job.ts';
import { refuseUnlessStuck } from './refuse-unless-stuck.ts';
import type { JobView } from './schema.ts';

/**
 * Lets a stuck job undo what it could not undo before, after somebody has put right what was in its way.
 * It ends failed, and what it works on is free again; or it is stuck once more.
 */
export async function retryUndo(ctx: Ctx, { id }: { id: string }): Promise<JobView> {
  authorizeOperator(ctx);
  return changeJob(ctx, id, {
    action: 'job.retry-undo',
    async change(tx, row) {
      const details = refuseUnlessStuck(row);
      await tx.jobStep.updateMany({ where: { jobId: row.id }, data: { undoAttempts: 0 } });
      await tx.job.update({
        where: { id: row.id },
        data: { state: 'undoing', finishedAt: null, runAt: new Date() },
      });
      return details;
    },
  });
}
