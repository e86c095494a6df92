import { AppError } from '#server/errors.ts';
import type { Engine } from '#server/incus/engine.ts';
import { isEngineError } from '#server/incus/engine-error.ts';
import { engineUntil } from '#server/incus/engine-until.ts';
import { ownerMark } from '#server/networks/ensure-acl.ts';
import type { TenantParts } from '#server/tenants/create-tenant.job.ts';
import { toTenantParts } from '#server/tenants/to-tenant-parts.ts';
import type { MendTools } from './difference.ts';
import { selectTenant, toTenantRow } from './read-rows.ts';
import type { Outcome } from './schema.ts';
import { withIdleTenant } from './with-idle-tenant.ts';

type Mended = Promise<Outcome | undefined>;

/** Works alone with what of the engine belongs to a tenant, as its row says now. */
export function withTenantParts(
  { db, engine, signal }: MendTools,
  tenantId: string,
  work: (engine: Engine, parts: TenantParts) => Mended,
): Mended {
  return withIdleTenant(db, { tenantId, signal }, async (tx, inTime) => {
    const tenant = toTenantRow(
      await tx.tenant.findUniqueOrThrow({ where: { id: tenantId }, select: selectTenant }),
    );
    const isMade = tenant.state === 'active' || tenant.state === 'suspended';
    if (!isMade || !tenant.network) return undefined;
    return work(engineUntil(engine, inTime), toTenantParts({ ...tenant, subnet: tenant.network.subnet }));
  });
}

type Owned = { name: string; description: string; config: Readonly<Record<string, string>> };

/** One of the same name that is somebody else's is never touched. Throws `conflict`. */
export function refuseForeign(thing: 'project' | 'network' | 'acl', found: Owned, tenantId: string): void {
  const mark = found.config['user.berth.tenant'];
  if (mark === tenantId || (mark === undefined && found.description === ownerMark(tenantId))) return;
  throw new AppError('conflict', 'engine-name-taken', { thing, name: found.name });
}

export async function orMissing<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (isEngineError(error, 'not-found')) return undefined;
    throw error;
  }
}
