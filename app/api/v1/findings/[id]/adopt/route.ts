import { route } from '#app/_lib/route.ts';
import { adoptFinding } from '#server/reconcile/adopt-finding.ts';
import { findingIdInput, findingJobStarted } from '#server/reconcile/schema.ts';

export const POST = route({
  summary: "Make an unknown instance one of its tenant's, within the quota",
  tag: 'findings',
  params: findingIdInput,
  answer: findingJobStarted,
  status: 202,
  run: (ctx, { params }) => adoptFinding(ctx, params),
});
