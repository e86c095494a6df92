import { z } from 'zod';
import { defineJob } from '#server/jobs/define-job.ts';
import type { BerthJob, BerthStep } from '#server/tools.ts';
import { bringOpen } from './bring-open.ts';
import { growTo } from './make-room.ts';
import { readVaultRow } from './vault-row.ts';

const params = z.object({ vaultId: z.uuid(), sizeBytes: z.number() });
export type GrowVaultParams = z.infer<typeof params>;
type Step = BerthStep<GrowVaultParams>;

export const growVaultJob: BerthJob<GrowVaultParams> = defineJob({
  kind: 'grow-vault',
  version: 1,
  params,
  // A vault never shrinks.
  steps: [{ name: 'grow', run: grow, isFinal: true }],
});

async function grow({ db, engine, jobId, params, signal, lease, note }: Step): Promise<void> {
  const { vaultId, sizeBytes } = params;
  await bringOpen({ db, engine, signal, lease }, { vaultId, jobId, note });
  const vault = await readVaultRow(db, vaultId);
  if (vault.sizeBytes >= sizeBytes) return;
  await growTo({ db, signal: lease }, vault, { vaultId, sizeBytes, jobId });
}
