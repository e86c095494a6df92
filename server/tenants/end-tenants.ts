import type { Ctx } from '#server/context.ts';
import type { Tx } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { liveJobStates } from '#server/jobs/states.ts';
import { lockTenant } from '#server/quotas/lock-tenant.ts';
import { planWithTenant } from '#server/vaults/plan-with-tenant.ts';
import { idleStates } from '#server/vaults/states.ts';
import { beginSuspension } from './begin-suspension.ts';
import { deleteContents } from './delete-contents.ts';
import { deleteTenant } from './delete-tenant.ts';
import { endingReason } from './schema.ts';
import { triedLately } from './tried-lately.ts';

type Ending = { id: string; name: string; endAfter: Date };

/**
 * Brings every tenant whose end is planned a bit nearer to it. Each pass does what can be done now and leaves the rest
 * to the next one; a tenant that cannot go on holds up no other. Its vaults are destroyed by the loop of vaults.
 */
export async function endTenants(ctx: Ctx, signal?: AbortSignal): Promise<void> {
  const ending = await ctx.db.tenant.findMany({
    where: { endAfter: { not: null }, state: { in: ['active', 'suspended'] } },
    select: { id: true, name: true, endAfter: true },
    orderBy: { endAfter: 'asc' },
  });
  let failure: unknown;
  for (const { endAfter, ...tenant } of ending) {
    if (signal?.aborted || !endAfter) break;
    await goOn(ctx, { ...tenant, endAfter }).catch((error: unknown) => {
      // Somebody was quicker, or something has just begun: the next pass looks again.
      if (!(error instanceof AppError)) failure ??= error;
      else ctx.log.info({ tenantId: tenant.id, why: error.message }, 'the end of a tenant waits');
    });
  }
  if (failure) throw failure;
}

async function goOn(ctx: Ctx, tenant: Ending): Promise<void> {
  const { db } = ctx;
  const subjectKey = `tenant:${tenant.id}`;
  const isDue = tenant.endAfter <= ctx.now();
  const live = await db.job.count({ where: { subjectKey, state: { in: [...liveJobStates] } } });
  if (live > 0) return;
  await db.$transaction(async (tx) => {
    if (await isEnding(tx, tenant.id)) await planWithTenant(tx, tenant.id, { isDue });
  });
  if (await standStill(ctx, tenant, isDue)) return;
  if (!isDue) return;
  await deleteContents(ctx, tenant.id);
  if ((await hasContents(ctx, tenant.id)) || (await triedLately(ctx, subjectKey, 'delete-tenant'))) return;
  await deleteTenant(ctx, { id: tenant.id, confirmName: tenant.name });
}

/** It may have been taken back since it was read. */
async function isEnding(tx: Tx, id: string): Promise<boolean> {
  await lockTenant(tx, id);
  return (await tx.tenant.count({ where: { id, endAfter: { not: null } } })) > 0;
}

/** Nothing may run: where a suspension failed, or something runs all the same, it is tried again. Says whether it is. */
async function standStill(ctx: Ctx, { id }: Ending, isDue: boolean): Promise<boolean> {
  const subjectKey = `tenant:${id}`;
  const isStill = (await isSuspended(ctx, id, subjectKey)) && !(isDue && (await runsInVault(ctx, id)));
  if (isStill || (await triedLately(ctx, subjectKey, 'suspend-tenant'))) return false;
  await ctx.db.$transaction(async (tx) => {
    if (!(await isEnding(tx, id))) return;
    const tenant = await tx.tenant.findUniqueOrThrow({ where: { id } });
    await beginSuspension(ctx, tx, { tenant, reason: tenant.suspendedReason ?? endingReason });
  });
  return true;
}

async function isSuspended({ db }: Ctx, id: string, subjectKey: string): Promise<boolean> {
  const last = await db.job.findFirst({
    where: { subjectKey, kind: 'suspend-tenant' },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    select: { state: true },
  });
  if (last && last.state !== 'done') return false;
  return (await db.tenant.count({ where: { id, state: 'suspended' } })) > 0;
}

/** What is stuck waits for a person: no suspension stops that. */
async function runsInVault({ db }: Ctx, tenantId: string): Promise<boolean> {
  const jobs = { none: { state: 'stuck' } };
  const where = { tenantId, vaultId: { not: null }, state: { notIn: [...idleStates] }, jobs };
  return (await db.instance.count({ where })) > 0;
}

async function hasContents({ db }: Ctx, tenantId: string): Promise<boolean> {
  const vault = { tenantId, state: { not: 'shredded' } };
  const where = { tenantId };
  const counts = [db.instance.count({ where }), db.vault.count({ where: vault }), db.iso.count({ where })];
  return (await Promise.all(counts)).some((count) => count > 0);
}
