import { route } from '#app/_lib/route.ts';
import { disablePlan } from '#server/plans/disable-plan.ts';
import { planIdInput, planView } from '#server/plans/schema.ts';

export const POST = route({
  summary: 'Offer a plan no more; instances that have it keep it',
  tag: 'plans',
  params: planIdInput,
  answer: planView,
  run: (ctx, { params }) => disablePlan(ctx, params),
});
