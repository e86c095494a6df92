import { z } from 'zod';
import { email } from '#server/auth/schema.ts';
import { quota, tenantName, tenantSlug } from './schema.ts';

/** What the provider's forms post: the quota's amounts stand beside the other fields. */
const quotaFields = quota.shape;
const empty = z.literal('').transform(() => undefined);
export const createTenantForm = z
  .object({
    slug: tenantSlug,
    name: tenantName,
    planSetId: z.union([empty, z.uuid()]).optional(),
    ownerEmail: z.union([empty, email]).optional(),
    ...quotaFields,
  })
  .transform(({ slug, name, planSetId, ownerEmail, ...amounts }) => ({
    ...{ slug, name, quota: amounts },
    ...(planSetId && { planSetId }),
    ...(ownerEmail && { ownerEmail }),
  }));
export const updateTenantForm = z
  .object({ id: z.uuid(), name: tenantName, planSetId: z.union([empty, z.uuid()]).optional() })
  .transform(({ planSetId, ...rest }) => ({ ...rest, planSetId: planSetId ?? null }));
export const updateQuotaForm = z
  .object({ id: z.uuid(), ...quotaFields })
  .transform(({ id, ...amounts }) => ({ id, quota: amounts }));
