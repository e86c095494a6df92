import { z } from 'zod';
import { instanceKinds } from '#server/instances/kinds/schema.ts';
import { diskBytes, memoryBytes, vcpus } from '#server/instances/schema.ts';
import { allowancesView, changedAllowances, newAllowances, typedAllowances } from './allowances-schema.ts';
import { gibText, moneyMicros, moneyText } from './amounts.ts';

const gib = 1024 ** 3;
const mib = 1024 ** 2;

const slug = z
  .string()
  .trim()
  .regex(/^[a-z][a-z0-9-]{0,38}[a-z0-9]$/, 'plan-slug-invalid');
const name = z.string().trim().min(1, 'name-required').max(60, 'name-required');
const position = z.coerce
  .number('position-invalid')
  .int('position-invalid')
  .min(0, 'position-invalid')
  .max(9999, 'position-invalid');

export const createPlanInput = z.object({
  name,
  slug: slug.describe('What a billing system calls it'),
  kind: z.enum(instanceKinds).default('light-vm'),
  vcpus,
  memoryBytes,
  diskBytes,
  trafficBytes: z.number('traffic-invalid').int('traffic-invalid').min(gib, 'traffic-invalid'),
  priceHourMicros: moneyMicros.describe('Millionths of the currency unit'),
  priceMonthMicros: moneyMicros.describe('What a whole month costs at most'),
  position: position.default(0),
  ...newAllowances,
});
export type CreatePlanInput = z.input<typeof createPlanInput>;

/** Kind and identifier stay: instances and billing systems hold on to them; allowances that are left out stay too. */
export const updatePlanInput = createPlanInput
  .omit({ slug: true, kind: true })
  .extend({ id: z.uuid(), position, ...changedAllowances });
export type UpdatePlanInput = z.infer<typeof updatePlanInput>;

const amounts = {
  memoryGib: gibText('memory-invalid', 128 * mib),
  diskGib: gibText('disk-invalid', gib),
  trafficGib: gibText('traffic-invalid', gib),
  priceHour: moneyText,
  priceMonth: moneyText,
  ...typedAllowances,
};
type Amounts = z.output<z.ZodObject<typeof amounts>>;
const inBytes = <T extends Amounts>({
  memoryGib,
  diskGib,
  trafficGib,
  priceHour,
  priceMonth,
  maxUploadGib,
  ...rest
}: T) => ({
  ...rest,
  memoryBytes: memoryGib,
  diskBytes: diskGib,
  trafficBytes: trafficGib,
  priceHourMicros: priceHour,
  priceMonthMicros: priceMonth,
  maxUploadBytes: maxUploadGib,
});

/** The same as a person types them: GiB, and money as decimals. */
export const createPlanForm = z
  .object({ name, slug, kind: z.enum(instanceKinds).default('light-vm'), vcpus, position, ...amounts })
  .transform(inBytes);
export const updatePlanForm = z
  .object({ id: z.uuid(), name, vcpus, position, ...amounts })
  .transform(inBytes);

export const planIdInput = z.object({ id: z.uuid() });
export const listPlansInput = z.object({
  isEnabled: z.stringbool().optional(),
  page: z.coerce.number().int().min(1).max(1000).default(1),
  pageSize: z.coerce.number().int().min(1).max(200).default(100),
});
export type ListPlansInput = Partial<z.output<typeof listPlansInput>>;

export const planView = z.object({
  id: z.uuid(),
  slug: z.string(),
  name: z.string(),
  kind: z.enum(instanceKinds),
  vcpus: z.number().int(),
  memoryBytes: z.number().int(),
  diskBytes: z.number().int(),
  trafficBytes: z.number().int().describe('In a calendar month, both ways'),
  priceHourMicros: z.number().int(),
  priceMonthMicros: z.number().int(),
  ...allowancesView,
  isEnabled: z.boolean(),
  position: z.number().int(),
  instances: z.number().int().describe('How many instances have it'),
  planSets: z.array(z.object({ id: z.uuid(), name: z.string() })),
});
export type PlanView = z.infer<typeof planView>;

export const planPage = z.object({
  items: z.array(planView),
  total: z.number().int(),
  page: z.number().int(),
  pageSize: z.number().int(),
});
export type PlanPage = z.infer<typeof planPage>;
