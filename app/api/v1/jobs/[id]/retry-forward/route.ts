import { z } from 'zod';
import { route } from '#app/_lib/route.ts';
import { retryForward } from '#server/jobs-view/retry-forward.ts';
import { jobView } from '#server/jobs-view/schema.ts';

export const POST = route({
  summary: 'Let a stuck job try for its end again (operators)',
  tag: 'jobs',
  params: z.object({ id: z.uuid() }),
  answer: jobView,
  status: 202,
  run: (ctx, { params }) => retryForward(ctx, params),
});
