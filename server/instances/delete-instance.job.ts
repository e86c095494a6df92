import type { z } from 'zod';
import type { Tx } from '#server/db.ts';
import { deployJob } from '#server/deployments/deploy.job.ts';
import { followDeployment } from '#server/deployments/follow-deployment.ts';
import { defineJob } from '#server/jobs/define-job.ts';
import type { BerthJob, BerthStep } from '#server/tools.ts';
import { bySystem, recordVaultEvent } from '#server/vaults/record-vault-event.ts';
import { withDisk } from '#server/vaults/with-disk.ts';
import { instanceLeftBehind } from './instance-left-behind.ts';
import { instanceParams, power } from './job-params.ts';
import { removeFromEngine } from './remove-from-engine.ts';
import { restorePower } from './restore-power.ts';

const params = instanceParams.extend({
  former: power.nullable().default(null).describe('null: there was nothing on the engine'),
});
export type DeleteParams = z.infer<typeof params>;

/** The row goes only when the engine has nothing left: a failing delete can be tried again. */
export const deleteInstanceJob: BerthJob<DeleteParams> = defineJob({
  kind: 'delete-instance',
  version: 1,
  params,
  steps: [
    withDisk(
      {
        name: 'delete',
        run: removeFromEngine,
        undo: bringBack,
        isFinal: true,
        leftBehind: instanceLeftBehind,
      },
      { isLenient: 'if-lost' },
    ),
  ],
  async onDone(tx, { id, name, vaultId }) {
    if (vaultId) await tellOfDisk(tx, vaultId, { id, name });
    await tx.instance.deleteMany({ where: { id } });
  },
  follow: (tx, { id }, jobId) => followDeployment(tx, deployJob, id, jobId),
});

/** From a vault that could not be opened the engine has removed a name only. What is in an open one is gone with it. */
async function tellOfDisk(tx: Tx, vaultId: string, instance: { id: string; name: string }): Promise<void> {
  const vault = await tx.vault.findUnique({ where: { id: vaultId }, select: { state: true } });
  if (!vault || ['open', 'shredding', 'shredded'].includes(vault.state)) return;
  await recordVaultEvent(tx, { vaultId, what: 'disk-left', by: bySystem, instance });
}

/** The engine would not delete it: then it is as it was. If it is gone the row says so, and may be deleted again. */
async function bringBack(step: BerthStep<DeleteParams>): Promise<void> {
  const { former } = step.params;
  if (former) await restorePower(step, former);
}
