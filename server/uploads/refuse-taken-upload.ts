import type { Tx } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { liveJobStates } from '#server/jobs/states.ts';

/** Throws `conflict` while a disc is made of it. The caller holds the tenant's row, so that none begins meanwhile. */
export async function refuseTakenUpload(tx: Tx, id: string): Promise<void> {
  const job = await tx.job.findFirst({
    where: {
      ...{ kind: 'import-iso', state: { in: [...liveJobStates] } },
      params: { path: ['uploadId'], equals: id },
    },
    select: { subject: true },
  });
  if (job) throw new AppError('conflict', 'upload-being-imported', { name: job.subject });
}
