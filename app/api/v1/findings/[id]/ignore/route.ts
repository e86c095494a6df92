import { route } from '#app/_lib/route.ts';
import { ignoreFinding } from '#server/reconcile/ignore-finding.ts';
import { findingIdInput, findingView, ignoreFindingBody } from '#server/reconcile/schema.ts';

export const POST = route({
  summary: 'Let a finding be, with a reason: it is not told of again while it stays',
  tag: 'findings',
  params: findingIdInput,
  body: ignoreFindingBody,
  answer: findingView,
  run: (ctx, { params, body }) => ignoreFinding(ctx, { ...params, ...body }),
});
