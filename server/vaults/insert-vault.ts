import { randomUUID } from 'node:crypto';
import { record } from '#server/audit/record.ts';
import { actorId, actorName } from '#server/auth/actor.ts';
import type { Ctx } from '#server/context.ts';
import type { Tx } from '#server/db.ts';
import { enqueueJob } from '#server/jobs/enqueue-job.ts';
import { scope } from '#server/telemetry/scope.ts';
import { createVaultJob } from './create-vault.job.ts';
import { type PreparedKey, prepareVaultKey } from './keys/prepare-vault-key.ts';
import { tellOfVault } from './save-vault-state.ts';
import type { VaultProvider } from './schema.ts';

/** A vault to be: its id, and its key wrapped already, which may ask a KMS and is done before any transaction. */
export type NewVault = { id: string; prepared: PreparedKey };

export async function newVault(passphrase?: string): Promise<NewVault> {
  const id = randomUUID();
  return { id, prepared: await prepareVaultKey(id, { passphrase }) };
}

type Wish = {
  vault: NewVault;
  tenantId: string;
  node: { id: string; provider: VaultProvider };
  name: string;
  sizeBytes: number;
  /** For this instance alone. */
  instanceId?: string | undefined;
};

/** The row, its key and the job that makes it, in the caller's transaction. */
export async function insertVault(
  ctx: Ctx,
  tx: Tx,
  { vault, tenantId, node, name, sizeBytes, instanceId }: Wish,
): Promise<{ vaultId: string; jobId: string; pool: string }> {
  const { id, prepared } = vault;
  const { key, ...mode } = prepared;
  const pool = `berth-vault-${id}`;
  await tx.vault.create({
    data: {
      ...{ id, tenantId, nodeId: node.id, provider: node.provider, name, sizeBytes, pool, ...mode },
      ...(instanceId && { isDedicated: true, instanceId }),
      key: { create: key },
    },
  });
  const jobId = await enqueueJob(tx, createVaultJob, {
    ...{ params: { vaultId: id }, subject: name, subjectKey: `vault:${id}`, tenantId },
    ...{ actorId: actorId(ctx.actor), actorName: actorName(ctx.actor) },
    ...{ requestId: ctx.requestId, traceparent: scope().traceparent },
  });
  const target = { targetKind: 'vault', targetId: id, targetName: name };
  await record(ctx, tx, { action: 'vault.create', tenantId, ...target, details: { sizeBytes } });
  await tellOfVault(tx, id);
  return { vaultId: id, jobId, pool };
}
