import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import { loadJob } from './load-job.ts';
import type { JobView } from './schema.ts';
import { toJobViews } from './to-job-views.ts';

/** One job with its steps. Jobs of no tenant are for operators alone. */
export async function getJob(ctx: Ctx, id: string): Promise<JobView> {
  const [view] = await toJobViews(ctx, [await loadJob(ctx, ctx.db, id)]);
  if (!view) throw new AppError('not-found', 'not-found');
  return view;
}
