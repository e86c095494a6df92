'use server';

import { getTranslations } from 'next-intl/server';
import { action } from '#app/_lib/action.ts';
import { paths } from '#server/paths.ts';
import { createPlanSet } from '#server/plans/create-plan-set.ts';
import { deletePlanSet } from '#server/plans/delete-plan-set.ts';
import { makePlanSetDefault } from '#server/plans/make-plan-set-default.ts';
import { createPlanSetForm, planSetIdInput, updatePlanSetForm } from '#server/plans/plan-set-schema.ts';
import { updatePlanSet } from '#server/plans/update-plan-set.ts';

const said = () => getTranslations('plans.sets.said');

export const createPlanSetAction = action(createPlanSetForm, async (ctx, input) => {
  const { name } = await createPlanSet(ctx, input);
  return { message: (await said())('created', { name }), redirectTo: paths.adminPlanSets() };
});

export const updatePlanSetAction = action(updatePlanSetForm, async (ctx, input) => {
  const { name } = await updatePlanSet(ctx, input);
  return { message: (await said())('saved', { name }), redirectTo: paths.adminPlanSets() };
});

export const makePlanSetDefaultAction = action(planSetIdInput, async (ctx, input) => {
  const { name } = await makePlanSetDefault(ctx, input);
  return { message: (await said())('madeDefault', { name }) };
});

export const deletePlanSetAction = action(planSetIdInput, async (ctx, input) => {
  await deletePlanSet(ctx, input);
  return { message: (await said())('deleted'), redirectTo: paths.adminPlanSets() };
});
