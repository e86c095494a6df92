import { randomUUID } from 'node:crypto';
import type { Ctx } from '#server/context.ts';
import { createTenantJob } from '#server/tenants/create-tenant.job.ts';
import { createTenant } from '#server/tenants/create-tenant.ts';
import { setupActor } from './setup-actor.ts';

const gib = 1024 ** 3;

const quota = {
  lightVms: 8,
  vms: 2,
  apps: 4,
  sandboxes: 4,
  unikernels: 2,
  vcpus: 8,
  memoryBytes: 8 * gib,
  diskBytes: 40 * gib,
  trafficBytes: 1024 * gib,
};

/**
 * The tenant in which the first admin can try everything. Only where no tenant was ever made: one that
 * the provider has deleted does not come back. The worker makes it real after the start.
 */
export async function createDemoTenant(parts: Pick<Ctx, 'db' | 'engine' | 'log'>): Promise<boolean> {
  const { db } = parts;
  const [tenants, jobs, owner] = await Promise.all([
    db.tenant.count(),
    db.job.count({ where: { kind: createTenantJob.kind } }),
    db.user.findFirst({ where: { isOperator: true }, orderBy: { createdAt: 'asc' }, select: { id: true } }),
  ]);
  if (tenants > 0 || jobs > 0 || !owner) return false;
  const ctx: Ctx = { ...parts, actor: setupActor, now: () => new Date(), requestId: randomUUID() };
  await createTenant(ctx, { slug: 'demo', name: 'Demo', quota, ownerUserId: owner.id });
  return true;
}
