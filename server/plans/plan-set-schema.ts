import { z } from 'zod';

const fields = {
  name: z.string().trim().min(1, 'name-required').max(60, 'name-required'),
  allowsOwnSize: z.boolean().default(false).describe('Its tenants may choose a size of their own'),
  planIds: z.array(z.uuid()).max(200).default([]),
};
const offersSomething = (set: { allowsOwnSize: boolean; planIds: string[] }) =>
  set.allowsOwnSize || set.planIds.length > 0;
const empty = { path: ['allowsOwnSize'], message: 'plan-set-empty' };

export const createPlanSetInput = z.object(fields).refine(offersSomething, empty);
export type CreatePlanSetInput = z.input<typeof createPlanSetInput>;
export const updatePlanSetInput = z.object({ id: z.uuid(), ...fields }).refine(offersSomething, empty);
export type UpdatePlanSetInput = z.input<typeof updatePlanSetInput>;

/** The same from a form, where a ticked box is the text `on` and one choice is no list. */
const typed = {
  name: fields.name,
  allowsOwnSize: z.literal('on').optional().transform(Boolean),
  planIds: z
    .union([z.uuid().transform((id) => [id]), z.array(z.uuid())])
    .optional()
    .transform((ids) => ids ?? []),
};
export const createPlanSetForm = z.object(typed).refine(offersSomething, empty);
export const updatePlanSetForm = z.object({ id: z.uuid(), ...typed }).refine(offersSomething, empty);
export const planSetIdInput = z.object({ id: z.uuid() });

export const planSetView = z.object({
  id: z.uuid(),
  name: z.string(),
  isDefault: z.boolean().describe('Of every tenant that has no plan set of its own'),
  allowsOwnSize: z.boolean(),
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
