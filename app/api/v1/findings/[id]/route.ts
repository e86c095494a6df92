import { route } from '#app/_lib/route.ts';
import { getFinding } from '#server/reconcile/get-finding.ts';
import { findingIdInput, findingView } from '#server/reconcile/schema.ts';

export const GET = route({
  summary: 'Read a finding',
  tag: 'findings',
  params: findingIdInput,
  answer: findingView,
  run: (ctx, { params }) => getFinding(ctx, params.id),
});
