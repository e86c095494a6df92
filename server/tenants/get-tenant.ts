import { authorizeOperator } from '#server/auth/authorize.ts';
import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import { loadTenantDetails } from './load-tenant-details.ts';
import type { TenantDetail } from './schema.ts';

/** A tenant as the provider's admins see it, with what it uses. Throws `not-found`. */
export async function getTenant(ctx: Ctx, id: string): Promise<TenantDetail> {
  authorizeOperator(ctx, 'read');
  const [tenant] = await loadTenantDetails(ctx.db, [id]);
  if (!tenant) throw new AppError('not-found', 'not-found');
  return tenant;
}
