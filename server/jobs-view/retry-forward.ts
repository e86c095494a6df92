import { authorizeOperator } from '#server/auth/authorize.ts';
import type { Ctx } from '#server/context.ts';
import { Prisma, type Tx } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { changeJob } from './change-job.ts';
import { definitionOf } from './definition-of.ts';
import { refuseUnlessStuck } from './refuse-unless-stuck.ts';
import type { JobView } from './schema.ts';
import type { JobRow } from './to-job-view.ts';

/**
 * Lets a stuck job try for its end once more. What had been undone, or was to be, is done again: steps look
 * before they act, so what is still there is taken over. What was never touched by the undoing stays done, and so
 * does what had been remembered of the time before: now it would be something else.
 */
export async function retryForward(ctx: Ctx, { id }: { id: string }): Promise<JobView> {
  authorizeOperator(ctx);
  return changeJob(ctx, id, {
    action: 'job.retry-forward',
    async change(tx, row) {
      const details = refuseUnlessStuck(row);
      await refuseWhatCannotGoOn(tx, row);
      await keepRemembered(tx, row);
      await beginAnew(tx, row.id);
      return details;
    },
  });
}

async function refuseWhatCannotGoOn(tx: Tx, row: JobRow): Promise<void> {
  if (!definitionOf(row)) throw new AppError('wrong-state', 'job-of-former-version');
  if (!row.subjectKey.startsWith('instance:')) return;
  if (!row.instanceId || !row.tenantId) throw new AppError('wrong-state', 'job-subject-gone');
  const tenant = await tx.tenant.findUniqueOrThrow({
    where: { id: row.tenantId },
    select: { state: true, suspendedReason: true },
  });
  // A job asked for before must not start something in an account that was suspended meanwhile.
  if (tenant.state === 'suspended') {
    throw new AppError('suspended', 'tenant-suspended', { reason: tenant.suspendedReason ?? 'none' });
  }
}

async function keepRemembered(tx: Tx, row: JobRow): Promise<void> {
  const names =
    definitionOf(row)
      ?.steps.filter(({ remembers }) => remembers)
      .map(({ name }) => name) ?? [];
  await tx.jobStep.updateMany({
    where: { jobId: row.id, name: { in: names }, output: { not: Prisma.DbNull } },
    data: { state: 'done', undoAttempts: 0, error: null, note: null },
  });
}

async function beginAnew(tx: Tx, jobId: string): Promise<void> {
  await tx.jobStep.updateMany({
    where: { jobId, state: { notIn: ['waiting', 'done'] } },
    data: {
      ...{ state: 'waiting', attempts: 0, undoAttempts: 0, startedAt: null, finishedAt: null },
      ...{ output: Prisma.DbNull, error: null, note: null },
    },
  });
  await tx.job.update({
    where: { id: jobId },
    data: {
      ...{ state: 'running', runAt: new Date(), finishedAt: null, cancelRequestedAt: null },
      ...{ error: null, errorReason: null, errorDetails: Prisma.DbNull, errorForOperators: null },
    },
  });
}
