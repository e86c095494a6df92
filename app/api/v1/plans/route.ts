import { route } from '#app/_lib/route.ts';
import { createPlan } from '#server/plans/create-plan.ts';
import { listPlans } from '#server/plans/list-plans.ts';
import { createPlanInput, listPlansInput, planPage, planView } from '#server/plans/schema.ts';

export const GET = route({
  summary: 'List plans',
  tag: 'plans',
  query: listPlansInput,
  answer: planPage,
  run: (ctx, { query }) => listPlans(ctx, query),
});

export const POST = route({
  summary: 'Create a plan',
  tag: 'plans',
  body: createPlanInput,
  answer: planView,
  status: 201,
  run: (ctx, { body }) => createPlan(ctx, body),
});
