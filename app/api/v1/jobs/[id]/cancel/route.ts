import { z } from 'zod';
import { route } from '#app/_lib/route.ts';
import { cancelJob } from '#server/jobs-view/cancel-job.ts';
import { jobView } from '#server/jobs-view/schema.ts';

export const POST = route({
  summary: 'Cancel a job that waits or runs; it is undone',
  tag: 'jobs',
  params: z.object({ id: z.uuid() }),
  answer: jobView,
  status: 202,
  run: (ctx, { params }) => cancelJob(ctx, params),
});
