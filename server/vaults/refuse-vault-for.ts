import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import type { VaultKeyMode, VaultState } from './schema.ts';
import { whyNotVault } from './states.ts';

type Row = {
  name: string;
  state: VaultState;
  keyMode: VaultKeyMode;
  shredAfter: Date | null;
  shredBegunAt: Date | null;
  endsWithTenant: boolean;
  tenant: string;
  /** All vaults of its node are being locked, for somebody is at the door. */
  isPanic: boolean;
};

/** Throws the reason why nothing can be started in this vault now. One in the making counts as there: it is waited for. */
export async function refuseVaultFor(ctx: Ctx, action: 'start-in', id: string): Promise<void> {
  const [row] = await ctx.db.$queryRaw<Row[]>`
    SELECT v."name", v."state", v."keyMode", v."shredAfter", v."shredBegunAt",
      v."endsWithTenant", t."state" AS "tenant",
      EXISTS (SELECT 1 FROM "Job" j WHERE j."subjectKey" = 'node:' || v."nodeId" AND j."kind" = 'panic-lock'
          AND j."state" IN ('queued', 'running') AND j."createdAt" > now() - interval '10 minutes') AS "isPanic"
    FROM "Vault" v JOIN "Tenant" t ON t."id" = v."tenantId" WHERE v."id" = ${id}::uuid`;
  if (!row) throw new AppError('not-found', 'vault-not-there');
  const { state, tenant, isPanic } = row;
  if (isPanic) throw new AppError('busy', 'vault-panic');
  if ((state === 'creating' || state === 'closing') && !row.shredAfter) return;
  const ends = {
    shredAfter: row.shredAfter?.toISOString() ?? null,
    shredBegunAt: row.shredBegunAt?.toISOString() ?? null,
  };
  // What else is in it, and what works on it, is no reason.
  const subject = { ...row, ...ends, tenant: { state: tenant }, instances: [], job: null };
  const refusal = whyNotVault(action, subject);
  if (refusal) throw new AppError(refusal.code, refusal.reason, refusal.params);
}
