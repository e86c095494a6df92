import { z } from 'zod';
import { route } from '#app/_lib/route.ts';
import { retryUndo } from '#server/jobs-view/retry-undo.ts';
import { jobView } from '#server/jobs-view/schema.ts';

export const POST = route({
  summary: 'Let a stuck job undo again (operators)',
  tag: 'jobs',
  params: z.object({ id: z.uuid() }),
  answer: jobView,
  status: 202,
  run: (ctx, { params }) => retryUndo(ctx, params),
});
