import type { Ctx } from '#server/context.ts';
import { chooseKindParts } from './choose-kind-parts.ts';
import { chooseSize } from './choose-size.ts';
import { chooseSshKeys } from './choose-ssh-keys.ts';
import { planVault, type VaultPlan } from './choose-vault.ts';
import type { writeJobSecret } from './job-secret.ts';
import type { TenantRow } from './load-tenant.ts';
import { refuseUnsupportedKind } from './refuse-unsupported-kind.ts';
import { hashRootPassword, newRootPassword } from './root-password.ts';
import type { CreateInstanceInput } from './schema.ts';

/** What is decided about a new instance before anything is written. */
export type PlannedInstance = {
  tenant: TenantRow;
  input: CreateInstanceInput;
  choice: Awaited<ReturnType<typeof choose>>;
  vaultPlan: VaultPlan | undefined;
  rootPassword: string | undefined;
  secret: Parameters<typeof writeJobSecret>[0];
};

/** Everything about a new instance that can be refused without writing. Throws AppError with the field to blame. */
export async function planInstance(
  ctx: Ctx,
  tenant: TenantRow,
  input: CreateInstanceInput,
): Promise<PlannedInstance> {
  const choice = await choose(ctx, tenant, input);
  const vaultPlan = await planVault(ctx, tenant.id, input);
  const rootPassword = input.wantsRootPassword ? newRootPassword() : undefined;
  const secret = {
    rootPasswordHash: rootPassword && hashRootPassword(rootPassword),
    userData: input.userData || undefined,
  };
  return { tenant, input, choice, vaultPlan, rootPassword, secret };
}

async function choose(ctx: Ctx, tenant: TenantRow, input: CreateInstanceInput) {
  const [{ planId, allowances, ...size }] = await Promise.all([
    chooseSize(ctx.db, tenant.planSet, input.kind, input),
    refuseUnsupportedKind(ctx.db, input.kind),
  ]);
  const [parts, sshKeys] = await Promise.all([
    chooseKindParts(ctx.db, { ...input, tenantId: tenant.id, size, allowances }),
    chooseSshKeys(ctx.db, tenant.id, input.sshKeyIds),
  ]);
  return { planId, size, sshKeys, ...parts };
}
