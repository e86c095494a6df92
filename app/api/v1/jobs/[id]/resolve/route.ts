import { z } from 'zod';
import { route } from '#app/_lib/route.ts';
import { resolveJob } from '#server/jobs-view/resolve-job.ts';
import { jobView, resolveJobBody } from '#server/jobs-view/schema.ts';

export const POST = route({
  summary: 'Mark a stuck job as resolved: what is left stays, the job ends as failed (operators)',
  tag: 'jobs',
  params: z.object({ id: z.uuid() }),
  body: resolveJobBody,
  answer: jobView,
  status: 202,
  run: (ctx, { params, body }) => resolveJob(ctx, { ...params, ...body }),
});
