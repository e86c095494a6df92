import { route } from '#app/_lib/route.ts';
import { getComparison } from '#server/comparison/get-comparison.ts';
import { comparison, getComparisonInput } from '#server/comparison/schema.ts';

export const GET = route({
  summary: 'Compare the kinds of instances: as measured here, and what each shares, holds back and cannot',
  tag: 'instances',
  query: getComparisonInput,
  answer: comparison,
  run: (ctx, { query }) => getComparison(ctx, query),
});
