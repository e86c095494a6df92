import { route } from '#app/_lib/route.ts';
import { enablePlan } from '#server/plans/enable-plan.ts';
import { planIdInput, planView } from '#server/plans/schema.ts';

export const POST = route({
  summary: 'Offer a plan again',
  tag: 'plans',
  params: planIdInput,
  answer: planView,
  run: (ctx, { params }) => enablePlan(ctx, params),
});
