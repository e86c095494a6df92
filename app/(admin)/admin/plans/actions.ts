'use server';

import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { action } from '#app/_lib/action.ts';
import { paths } from '#server/paths.ts';
import { createPlan } from '#server/plans/create-plan.ts';
import { deletePlan } from '#server/plans/delete-plan.ts';
import { disablePlan } from '#server/plans/disable-plan.ts';
import { enablePlan } from '#server/plans/enable-plan.ts';
import { createPlanForm, planIdInput, updatePlanForm } from '#server/plans/schema.ts';
import { updatePlan } from '#server/plans/update-plan.ts';

const said = () => getTranslations('plans.said');

export const createPlanAction = action(createPlanForm, async (ctx, input) => {
  const { name } = await createPlan(ctx, input);
  return { message: (await said())('created', { name }), redirectTo: paths.adminPlans() };
});

export const updatePlanAction = action(updatePlanForm, async (ctx, input) => {
  const { name } = await updatePlan(ctx, input);
  return { message: (await said())('saved', { name }), redirectTo: paths.adminPlans() };
});

export const setPlanEnabledAction = action(
  planIdInput.extend({ isEnabled: z.stringbool() }),
  async (ctx, { id, isEnabled }) => {
    const { name } = await (isEnabled ? enablePlan : disablePlan)(ctx, { id });
    return { message: (await said())(isEnabled ? 'enabled' : 'disabled', { name }) };
  },
);

export const deletePlanAction = action(planIdInput, async (ctx, input) => {
  await deletePlan(ctx, input);
  return { message: (await said())('deleted'), redirectTo: paths.adminPlans() };
});
