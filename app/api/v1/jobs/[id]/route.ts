import { z } from 'zod';
import { route } from '#app/_lib/route.ts';
import { getJob } from '#server/jobs-view/get-job.ts';
import { jobView } from '#server/jobs-view/schema.ts';

export const GET = route({
  summary: 'Read a job with its steps',
  tag: 'jobs',
  params: z.object({ id: z.uuid() }),
  answer: jobView,
  run: (ctx, { params }) => getJob(ctx, params.id),
});
