import { route } from '#app/_lib/route.ts';
import { deletePlan } from '#server/plans/delete-plan.ts';
import { getPlan } from '#server/plans/get-plan.ts';
import { planIdInput, planView, updatePlanInput } from '#server/plans/schema.ts';
import { updatePlan } from '#server/plans/update-plan.ts';

export const GET = route({
  summary: 'Read a plan',
  tag: 'plans',
  params: planIdInput,
  answer: planView,
  run: (ctx, { params }) => getPlan(ctx, params.id),
});

export const PUT = route({
  summary: 'Change a plan; instances that have it keep their size',
  tag: 'plans',
  params: planIdInput,
  body: updatePlanInput.omit({ id: true }),
  answer: planView,
  run: (ctx, { params, body }) => updatePlan(ctx, { ...params, ...body }),
});

export const DELETE = route({
  summary: 'Delete a plan that no instance has',
  tag: 'plans',
  params: planIdInput,
  answer: planIdInput,
  run: async (ctx, { params }) => {
    await deletePlan(ctx, params);
    return params;
  },
});
