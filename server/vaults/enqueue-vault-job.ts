import type { Facts } from '#server/audit/facts-schema.ts';
import { record } from '#server/audit/record.ts';
import { actorId, actorName } from '#server/auth/actor.ts';
import type { Ctx } from '#server/context.ts';
import type { Tx } from '#server/db.ts';
import { enqueueJob } from '#server/jobs/enqueue-job.ts';
import { scope } from '#server/telemetry/scope.ts';
import type { BerthJob } from '#server/tools.ts';
import { tellOfVault } from './save-vault-state.ts';
import type { VaultJobStarted } from './schema.ts';

type Input<Params> = {
  vault: { id: string; name: string; tenant: { id: string } };
  params: Params;
  /** `vault.grow` */
  action: string;
  details?: Facts;
  holdSeconds?: number | undefined;
};

/** A job on a vault, its line in the audit record and the word to the pages, in the caller's transaction. */
export async function enqueueVaultJob<Params>(
  ctx: Ctx,
  tx: Tx,
  job: BerthJob<Params>,
  { vault, params, action, details, holdSeconds }: Input<Params>,
): Promise<VaultJobStarted> {
  const { id, name, tenant } = vault;
  const jobId = await enqueueJob(tx, job, {
    ...{ params, subject: name, subjectKey: `vault:${id}`, tenantId: tenant.id },
    ...{ actorId: actorId(ctx.actor), actorName: actorName(ctx.actor) },
    ...{ requestId: ctx.requestId, traceparent: scope().traceparent, holdSeconds },
  });
  const target = { tenantId: tenant.id, targetKind: 'vault', targetId: id, targetName: name };
  await record(ctx, tx, { action, ...target, ...(details && { details }) });
  await tellOfVault(tx, id);
  return { vaultId: id, jobId };
}
