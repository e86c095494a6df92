import { route } from '#app/_lib/route.ts';
import { listFindings } from '#server/reconcile/list-findings.ts';
import { findingPage, listFindingsInput } from '#server/reconcile/schema.ts';

export const GET = route({
  summary: 'List what the loops found different from what is wanted, open entries first',
  tag: 'findings',
  query: listFindingsInput,
  answer: findingPage,
  run: (ctx, { query }) => listFindings(ctx, query),
});
