import { Prisma } from '#server/db.ts';
import type { Allowances } from './allowances.ts';

/** What a tenant can buy from: its own plan set, or the default one where it has none of its own. */
export type PlanSetOfTenant = ({ id: string; allowsOwnSize: boolean } & Allowances) | null;

/** The same as a column of a query in which `t` is the tenant. */
export const planSetOfTenant = Prisma.sql`
  (SELECT json_build_object('id', p."id", 'allowsOwnSize', p."allowsOwnSize",
      'allowsNesting', p."allowsNesting", 'allowsEmulation', p."allowsEmulation",
      'allowsUnconfined', p."allowsUnconfined", 'maxUploadBytes', p."maxUploadBytes")
    FROM "PlanSet" p WHERE p."id" = t."planSetId" OR (t."planSetId" IS NULL AND p."isDefault") LIMIT 1)`;
