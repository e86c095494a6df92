import type { Tx } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { liveJobStates } from '#server/jobs/states.ts';
import { lockTenant } from '#server/quotas/lock-tenant.ts';
import type { TenantState } from './schema.ts';
import { type TenantAction, whyNotTenant } from './states.ts';
import { selectTenantView, type TenantRow } from './to-tenant-view.ts';

/**
 * The tenant's row, locked until the transaction ends, for an action that its state must allow.
 * Throws `not-found`, `busy`, `wrong-state` or `conflict`.
 */
export async function loadTenantFor(
  tx: Tx,
  action: TenantAction,
  id: string,
  now: Date = new Date(),
): Promise<TenantRow> {
  await lockTenant(tx, id);
  const { _count, jobs, ...row } = await tx.tenant.findUniqueOrThrow({
    where: { id },
    select: {
      ...selectTenantView,
      _count: { select: { instances: true, vaults: { where: { state: { not: 'shredded' } } }, isos: true } },
      jobs: {
        where: { subjectKey: `tenant:${id}`, state: { in: [...liveJobStates] } },
        select: { kind: true },
        take: 1,
      },
    },
  });
  const subject = {
    name: row.name,
    state: row.state as TenantState,
    endAfter: row.endAfter?.toISOString() ?? null,
    ..._count,
    job: jobs[0] ?? null,
  };
  const refusal = whyNotTenant(action, subject, now);
  if (refusal) throw new AppError(refusal.code, refusal.reason, refusal.params);
  return row;
}
