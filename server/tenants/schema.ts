import { z } from 'zod';
import { email } from '#server/auth/schema.ts';
import { instanceKinds } from '#server/instances/kinds/schema.ts';
import { instanceStates } from '#server/instances/schema.ts';
import type { JobView } from '#server/jobs-view/schema.ts';

export const tenantStates = ['creating', 'active', 'suspended', 'deleting', 'failed'] as const;
export type TenantState = (typeof tenantStates)[number];

/** In place of words that somebody typed: the account ends. The messages say it in the reader's language. */
export const endingReason = 'endOfAccount';

/** In URLs, and in the name of the engine's project: what both allow. */
export const tenantSlug = z
  .string()
  .trim()
  .regex(/^[a-z][a-z0-9-]{0,30}[a-z0-9]$/, 'tenant-slug-invalid');
export const tenantName = z.string().trim().min(1, 'name-required').max(100, 'name-too-long');

const count = z.coerce
  .number('quota-count-invalid')
  .int('quota-count-invalid')
  .min(0, 'quota-count-invalid')
  .max(10_000, 'quota-count-invalid');
const bytes = z.coerce
  .number('quota-size-invalid')
  .int('quota-size-invalid')
  .min(0, 'quota-size-invalid')
  .max(2 ** 53 - 1, 'quota-size-invalid');

/** What a tenant may use in all; traffic in a calendar month (UTC), both ways. */
export const quota = z.object({
  lightVms: count.default(0),
  vms: count.default(0),
  apps: count.default(0),
  sandboxes: count.default(0),
  unikernels: count.default(0),
  vcpus: count,
  memoryBytes: bytes,
  diskBytes: bytes,
  trafficBytes: bytes,
});
export type Quota = z.infer<typeof quota>;

export const createTenantInput = z.object({
  slug: tenantSlug,
  name: tenantName,
  quota,
  planSetId: z.uuid().optional().describe('Without it the default plan set counts'),
  ownerUserId: z.uuid().optional(),
  ownerEmail: email.optional().describe('Made the owner when there is such a person, invited otherwise'),
});
export type CreateTenantInput = z.infer<typeof createTenantInput>;

export const tenantIdInput = z.object({ id: z.uuid() });
export const updateTenantInput = z.object({
  id: z.uuid(),
  name: tenantName.optional(),
  planSetId: z.uuid().nullable().optional().describe('null: the default plan set'),
});
export type UpdateTenantInput = z.infer<typeof updateTenantInput>;
export const updateQuotaInput = z.object({ id: z.uuid(), quota });
export type UpdateQuotaInput = z.infer<typeof updateQuotaInput>;
export const suspendTenantInput = z.object({
  id: z.uuid(),
  reason: z.string().trim().min(1, 'suspend-reason-required').max(200, 'suspend-reason-too-long'),
});
export type SuspendTenantInput = z.infer<typeof suspendTenantInput>;
export const endTenantInput = z.object({
  id: z.uuid(),
  confirmName: z.string().max(100).describe("The tenant's name, typed by a person"),
});
export type EndTenantInput = z.infer<typeof endTenantInput>;
export const deleteTenantInput = z.object({ id: z.uuid(), confirmName: z.string() });
export type DeleteTenantInput = z.infer<typeof deleteTenantInput>;

export const tenantSorts = ['name', 'state', 'created', 'instances', 'memory', 'disk'] as const;
export const listTenantsInput = z.object({
  search: z.string().max(100).optional().describe('Part of a name, a slug or an e-mail address of a member'),
  state: z.enum(tenantStates).optional(),
  sort: z.enum(tenantSorts).default('name'),
  order: z.enum(['asc', 'desc']).default('asc'),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(200).default(25),
});
export type ListTenantsInput = z.infer<typeof listTenantsInput>;

/** What the instances of a tenant take of the quota. */
export const allocation = quota.omit({ trafficBytes: true }).extend({ instances: z.number().int() });
export type Allocation = z.infer<typeof allocation>;

export const tenantView = z.object({
  id: z.uuid(),
  slug: z.string(),
  name: z.string(),
  state: z.enum(tenantStates),
  suspendedReason: z.string().nullable().describe(`\`${endingReason}\`: it is suspended because it ends`),
  suspendedAt: z.iso.datetime().nullable(),
  endAfter: z.iso
    .datetime()
    .nullable()
    .describe('From then on all that it has is destroyed; until then that can be taken back'),
  planSet: z.object({ id: z.uuid(), name: z.string() }).nullable().describe('null: the default plan set'),
  quota,
  subnet: z.string().nullable().describe('The private IPv4 network of its instances'),
  createdAt: z.iso.datetime(),
});
export type TenantView = z.infer<typeof tenantView>;

const person = z.object({ email: z.string(), name: z.string() });
const liveJob = z.object({ id: z.uuid(), kind: z.string(), state: z.string() });

export const tenantDetail = tenantView.extend({
  used: allocation,
  endBy: z.string().nullable().describe('Who asked for its end'),
  owner: person.nullable(),
  job: liveJob.nullable().describe('The live job that works on the tenant, if any'),
});
export type TenantDetail = z.infer<typeof tenantDetail>;

/** What would go with a tenant, or is left of one that ends. */
export type TenantEnd = {
  /** Of grace; 0: it begins at once. */
  days: number;
  instances: number;
  vaults: number;
  isos: number;
  /** What could not be brought to its end. */
  failed: JobView[];
};

export const tenantPage = z.object({
  items: z.array(tenantDetail),
  total: z.number().int(),
  page: z.number().int(),
  pageSize: z.number().int(),
});
export type TenantPage = z.infer<typeof tenantPage>;

export const tenantJobStarted = z.object({ tenantId: z.uuid(), jobId: z.uuid() });
export type TenantJobStarted = z.infer<typeof tenantJobStarted>;
export const tenantCreated = tenantJobStarted.extend({
  invitation: z
    .object({ link: z.string(), isMailed: z.boolean() })
    .optional()
    .describe('For an owner who is not known yet: where to set a password'),
});
export type TenantCreated = z.infer<typeof tenantCreated>;

export const usedOf = z.object({ used: z.number(), limit: z.number() });
export const tenantUsageView = z.object({
  month: z.string().describe('Of the traffic: YYYY-MM, UTC'),
  lightVms: usedOf,
  vms: usedOf,
  apps: usedOf,
  sandboxes: usedOf,
  unikernels: usedOf,
  vcpus: usedOf,
  memoryBytes: usedOf,
  diskBytes: usedOf,
  trafficBytes: usedOf,
});
export type TenantUsageView = z.infer<typeof tenantUsageView>;

export const instanceCost = z.object({
  id: z.uuid(),
  name: z.string(),
  kind: z.enum(instanceKinds),
  state: z.enum(instanceStates),
  vcpus: z.number().int(),
  memoryBytes: z.number().int(),
  diskBytes: z.number().int(),
  plan: z.string().nullable().describe('null: a size of its own, at the rates of the installation'),
  trafficBytes: z.number().int(),
  hours: z.number().int().describe('Begun in this month so far'),
  hourMicros: z.number().int(),
  monthMicros: z.number().int().describe('What a month costs at most'),
  costMicros: z.number().int(),
});
export type InstanceCost = z.infer<typeof instanceCost>;
export const monthCostsView = z.object({
  month: z.string(),
  currency: z.string(),
  totalMicros: z.number().int(),
  items: z.array(instanceCost),
});
export type MonthCosts = z.infer<typeof monthCostsView>;
