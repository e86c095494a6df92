import { z } from 'zod';
import { route } from '#app/_lib/route.ts';
import { listLeftovers } from '#server/jobs-view/list-leftovers.ts';
import { leftoverList } from '#server/jobs-view/schema.ts';

export const GET = route({
  summary: 'What of a job is still on the engine now (operators)',
  tag: 'jobs',
  params: z.object({ id: z.uuid() }),
  answer: leftoverList,
  run: (ctx, { params }) => listLeftovers(ctx, params),
});
