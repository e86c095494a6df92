import { AppError } from '#server/errors.ts';
import { type FailedStart, toFailedStart } from '#server/instances/failed-start.ts';
import type { BerthStep } from '#server/tools.ts';
import { bringOpen } from './bring-open.ts';

type Step = Pick<
  BerthStep<{ tenantId: string }>,
  'db' | 'engine' | 'jobId' | 'note' | 'signal' | 'lease' | 'params'
>;

/**
 * Opens the vaults that these instances of a tenant are in; of those that cannot be opened, the instances and why.
 * `open`: `bringOpenNow` for an undo, which cannot come back later.
 */
export async function openVaultsOf(
  step: Step,
  names: readonly string[],
  open: typeof bringOpen = bringOpen,
): Promise<FailedStart[]> {
  const { db, engine, jobId, note, signal, lease, params } = step;
  const rows = await db.instance.findMany({
    where: { tenantId: params.tenantId, name: { in: [...names] }, vaultId: { not: null } },
    select: { name: true, vaultId: true },
  });
  const failed: FailedStart[] = [];
  for (const vaultId of new Set(rows.map((row) => row.vaultId ?? ''))) {
    try {
      await open({ db, engine, signal, lease }, { vaultId, jobId, note });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const inside = rows.filter((row) => row.vaultId === vaultId);
      failed.push(...inside.map(({ name }) => toFailedStart(name, error)));
    }
  }
  return failed;
}
