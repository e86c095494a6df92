import { z } from 'zod';
import { ticked } from '#server/ticked.ts';
import { allowancesView, changedAllowances, newAllowances, typedAllowances } from './allowances-schema.ts';

const fields = {
  name: z.string().trim().min(1, 'name-required').max(60, 'name-required'),
  allowsOwnSize: z.boolean().default(false).describe('Its tenants may choose a size of their own'),
  planIds: z.array(z.uuid()).max(200).default([]),
};
const offersSomething = (set: { allowsOwnSize: boolean; planIds: string[] }) =>
  set.allowsOwnSize || set.planIds.length > 0;
const empty = { path: ['allowsOwnSize'], message: 'plan-set-empty' };

export const createPlanSetInput = z.object({ ...fields, ...newAllowances }).refine(offersSomething, empty);
export type CreatePlanSetInput = z.input<typeof createPlanSetInput>;
/** Allowances that are left out stay. */
export const updatePlanSetInput = z
  .object({ id: z.uuid(), ...fields, ...changedAllowances })
  .refine(offersSomething, empty);
export type UpdatePlanSetInput = z.input<typeof updatePlanSetInput>;

/** The same from a form, where a ticked box is the text `on` and one choice is no list. */
const typed = {
  name: fields.name,
  allowsOwnSize: ticked,
  planIds: z
    .union([z.uuid().transform((id) => [id]), z.array(z.uuid())])
    .optional()
    .transform((ids) => ids ?? []),
  ...typedAllowances,
};
const inBytes = <T extends { maxUploadGib: number }>({ maxUploadGib, ...rest }: T) => ({
  ...rest,
  maxUploadBytes: maxUploadGib,
});
export const createPlanSetForm = z.object(typed).refine(offersSomething, empty).transform(inBytes);
export const updatePlanSetForm = z
  .object({ id: z.uuid(), ...typed })
  .refine(offersSomething, empty)
  .transform(inBytes);
export const planSetIdInput = z.object({ id: z.uuid() });

export const planSetView = z.object({
  id: z.uuid(),
  name: z.string(),
  isDefault: z.boolean().describe('Of every tenant that has no plan set of its own'),
  allowsOwnSize: z.boolean(),
  ...allowancesView,
  plans: z.array(z.object({ id: z.uuid(), name: z.string(), isEnabled: z.boolean() })),
  tenants: z.number().int().describe('How many tenants have it'),
});
export type PlanSetView = z.infer<typeof planSetView>;

export const planSetPage = z.object({
  items: z.array(planSetView),
  total: z.number().int(),
  page: z.number().int(),
  pageSize: z.number().int(),
});
export type PlanSetPage = z.infer<typeof planSetPage>;
