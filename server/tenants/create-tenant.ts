import { authorizeOperator } from '#server/auth/authorize.ts';
import type { Ctx } from '#server/context.ts';
import { type Tx, uniqueViolation } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { allocateSubnet } from '#server/networks/allocate-subnet.ts';
import { listUsedAddresses } from '#server/networks/list-used-addresses.ts';
import { bridgeName } from '#server/networks/network-names.ts';
import { fromQuota } from '#server/quotas/quota-columns.ts';
import { sendInvitation } from '#server/team/send-invitation.ts';
import { writeInvitation } from '#server/team/write-invitation.ts';
import { createTenantJob } from './create-tenant.job.ts';
import { enqueueTenantJob } from './enqueue-tenant-job.ts';
import { refuseUnknownPlanSet } from './refuse-unknown-plan-set.ts';
import type { CreateTenantInput, TenantCreated } from './schema.ts';
import { toTenantParts } from './to-tenant-parts.ts';

/**
 * A new customer account: its row, its network's address range and the job that makes both real. The owner
 * is a person who is known already, or gets an invitation.
 */
export async function createTenant(ctx: Ctx, input: CreateTenantInput): Promise<TenantCreated> {
  authorizeOperator(ctx);
  await refuseTakenSlug(ctx, input.slug);
  await refuseUnknownPlanSet(ctx.db, input.planSetId);
  const ownerUserId = await findOwner(ctx, input);
  const used = (await listUsedAddresses(ctx.engine)).map(({ cidr }) => cidr);
  const write = async (tx: Tx) => {
    const created = await insertTenant(ctx, tx, input, ownerUserId, used);
    const { ownerEmail: email } = input;
    if (ownerUserId || !email) return { created };
    const { tenantId } = created;
    return { created, invitation: await writeInvitation(ctx, tx, { tenantId, email, role: 'owner' }) };
  };
  const { created, invitation } = await ctx.db.$transaction(write, { maxWait: 10_000, timeout: 15_000 });
  if (!invitation) return created;
  const { link, isMailed } = await sendInvitation(ctx, { ...invitation, tenantName: input.name });
  return { ...created, invitation: { link, isMailed } };
}

async function refuseTakenSlug(ctx: Ctx, slug: string): Promise<void> {
  const taken = await ctx.db.tenant.findUnique({ where: { slug }, select: { id: true } });
  if (taken) throw slugTaken(slug);
}

async function findOwner(ctx: Ctx, input: CreateTenantInput): Promise<string | undefined> {
  if (!input.ownerUserId && !input.ownerEmail) return undefined;
  const where = input.ownerUserId ? { id: input.ownerUserId } : { email: input.ownerEmail ?? '' };
  const user = await ctx.db.user.findUnique({ where, select: { id: true } });
  if (input.ownerUserId && !user) {
    throw new AppError('invalid', 'tenant-owner-unknown', {}, { field: 'ownerUserId' });
  }
  return user?.id;
}

async function insertTenant(
  ctx: Ctx,
  tx: Tx,
  input: CreateTenantInput,
  ownerUserId: string | undefined,
  used: readonly string[],
): Promise<TenantCreated> {
  const tenant = await insertRows(tx, input, ownerUserId, used);
  return enqueueTenantJob(ctx, tx, {
    tenant,
    job: createTenantJob,
    params: toTenantParts({ ...tenant, quota: input.quota }),
    action: 'tenant.create',
    details: { name: input.name, subnet: tenant.subnet, ...input.quota },
  });
}

async function insertRows(
  tx: Tx,
  { slug, name, quota, planSetId }: CreateTenantInput,
  ownerUserId: string | undefined,
  used: readonly string[],
) {
  try {
    const tenant = await tx.tenant.create({
      data: {
        slug,
        name,
        planSetId: planSetId ?? null,
        ...fromQuota(quota),
        ...(ownerUserId && { members: { create: { userId: ownerUserId, role: 'owner' } } }),
      },
      select: { id: true, slug: true },
    });
    const subnet = await allocateSubnet(tx, used);
    await tx.network.create({ data: { tenantId: tenant.id, bridge: bridgeName(tenant.id), subnet } });
    return { ...tenant, subnet };
  } catch (error) {
    if (uniqueViolation(error)?.includes('slug')) throw slugTaken(slug, error);
    throw error;
  }
}

function slugTaken(slug: string, cause?: unknown): AppError {
  return new AppError('conflict', 'tenant-slug-taken', { slug }, { field: 'slug', cause });
}
