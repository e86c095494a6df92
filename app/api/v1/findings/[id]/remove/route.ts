import { route } from '#app/_lib/route.ts';
import { removeFinding } from '#server/reconcile/remove-finding.ts';
import { findingIdInput, findingJobStarted, removeFindingBody } from '#server/reconcile/schema.ts';

export const POST = route({
  summary: 'Delete what nobody knows from the engine',
  tag: 'findings',
  params: findingIdInput,
  body: removeFindingBody,
  answer: findingJobStarted,
  status: 202,
  run: (ctx, { params, body }) => removeFinding(ctx, { ...params, ...body }),
});
