import type { Ctx } from '#server/context.ts';
import type { JobView } from '#server/jobs-view/schema.ts';
import { jobSelect } from '#server/jobs-view/to-job-view.ts';
import { toJobViews } from '#server/jobs-view/to-job-views.ts';
import type { Some } from './schema.ts';

const shown = 5;

/** Jobs with a step that would not be undone: what they work on is locked until somebody acts. */
export async function findStuckJobs(ctx: Ctx): Promise<Some<JobView>> {
  const where = { state: 'stuck' };
  const [total, rows] = await Promise.all([
    ctx.db.job.count({ where }),
    ctx.db.job.findMany({ where, orderBy: { finishedAt: 'asc' }, take: shown, select: jobSelect }),
  ]);
  return { items: await toJobViews(ctx, rows), total };
}
