import { authorize, authorizeOperator } from '#server/auth/authorize.ts';
import type { Ctx } from '#server/context.ts';
import type { Tx } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { parseId } from '#server/parse-id.ts';
import { type JobRow, jobSelect } from './to-job-view.ts';

/** A job, for somebody who may see it. Those of no tenant are for operators alone. Throws `not-found`. */
export async function loadJob(ctx: Ctx, db: Tx, id: string): Promise<JobRow> {
  const row = await db.job.findUnique({ where: { id: parseId(id) }, select: jobSelect });
  if (!row) {
    if (ctx.actor.kind === 'visitor') throw new AppError('unauthenticated', 'unauthenticated');
    throw new AppError('not-found', 'not-found');
  }
  if (row.tenantId) authorize(ctx, row.tenantId, 'job.read');
  else authorizeOperator(ctx, 'read');
  return row;
}
