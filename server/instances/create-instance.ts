import { actorName } from '#server/auth/actor.ts';
import type { Ctx } from '#server/context.ts';
import { type Prisma, type Tx, uniqueViolation } from '#server/db.ts';
import { insertDeployment } from '#server/deployments/insert-deployment.ts';
import { AppError } from '#server/errors.ts';
import { allocateAddress } from '#server/networks/allocate-address.ts';
import { gatewayOf, projectName } from '#server/networks/network-names.ts';
import { lockActiveTenant } from '#server/quotas/lock-active-tenant.ts';
import { reserveQuota } from '#server/quotas/reserve-quota.ts';
import { chooseKindParts } from './choose-kind-parts.ts';
import { chooseSize } from './choose-size.ts';
import { chooseSshKeys } from './choose-ssh-keys.ts';
import { placeInVault, planVault, type VaultPlan } from './choose-vault.ts';
import { createInstanceJob } from './create-instance.job.ts';
import { enqueueInstanceJob } from './enqueue-instance-job.ts';
import { writeJobSecret } from './job-secret.ts';
import { kindOf } from './kinds/kinds.ts';
import { loadTenant, type TenantRow } from './load-tenant.ts';
import { refuseTakenName } from './refuse-taken-name.ts';
import { refuseUnsupportedKind } from './refuse-unsupported-kind.ts';
import { hashRootPassword, newRootPassword } from './root-password.ts';
import type { CreateInstanceInput, InstanceCreated } from './schema.ts';

/**
 * Makes an instance: its row with its address at once, the rest by a job. Everything that can be refused
 * is refused before anything is made. The root password is in the answer and nowhere else.
 */
export async function createInstance(ctx: Ctx, input: CreateInstanceInput): Promise<InstanceCreated> {
  const tenant = await loadTenant(ctx, input.tenant, 'instance.manage');
  const choice = await choose(ctx, tenant, input);
  const vaultPlan = await planVault(ctx, tenant.id, input);
  const rootPassword = input.wantsRootPassword ? newRootPassword() : undefined;
  const secret = {
    rootPasswordHash: rootPassword && hashRootPassword(rootPassword),
    userData: input.userData || undefined,
  };
  try {
    const created = await ctx.db.$transaction((tx) =>
      write(ctx, tx, { tenant, input, choice, vaultPlan, secret }),
    );
    return { ...created, ...(rootPassword && { rootPassword }) };
  } catch (error) {
    if (!uniqueViolation(error)?.includes('name')) throw error;
    throw new AppError(
      'conflict',
      'instance-name-taken',
      { name: input.name },
      { field: 'name', cause: error },
    );
  }
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

type Work = {
  tenant: TenantRow;
  input: CreateInstanceInput;
  choice: Awaited<ReturnType<typeof choose>>;
  vaultPlan: VaultPlan | undefined;
  secret: Parameters<typeof writeJobSecret>[0];
};

async function write(ctx: Ctx, tx: Tx, { tenant, input, choice, vaultPlan, secret }: Work) {
  const { network } = tenant;
  const { size, source, sshKeys, chosen } = choice;
  const kind = kindOf(input.kind);
  const locked = await lockActiveTenant(tx, tenant.id);
  if (!network) throw new AppError('wrong-state', 'tenant-not-active', { state: tenant.state });
  await reserveQuota(tx, tenant.id, { kind: input.kind, ...size }, { locked });
  await refuseTakenName(tx, tenant.id, input.name);
  const ipv4 = await allocateAddress(tx, tenant.id, locked);
  const instance = { id: await insert(tx, tenant.id, input, choice, ipv4), name: input.name, tenant };
  await kind.afterInsert?.(tx, instance.id, chosen.settings);
  if (chosen.deployment) {
    const first = { deployment: chosen.deployment, actorName: actorName(ctx.actor) };
    await insertDeployment(tx, { instanceId: instance.id, kind: input.kind, ...first });
  }
  const placed =
    vaultPlan &&
    (await placeInVault(ctx, tx, vaultPlan, { ...instance, tenantId: tenant.id, diskBytes: size.diskBytes }));
  const started = await enqueueInstanceJob(ctx, tx, createInstanceJob, {
    action: 'instance.create',
    instance,
    params: {
      ...{ id: instance.id, name: instance.name, project: projectName(tenant.slug), ...size, ipv4 },
      ...{ bridge: network.bridge, gateway: gatewayOf(network.subnet), imageAlias: source.alias },
      kind: input.kind,
      engineType: kind.engineType,
      kindConfig: kind.engineConfig(chosen.settings),
      kindDevices: kind.engineDevices(chosen.settings),
      ...(placed && { vaultId: placed.vaultId, pool: placed.pool }),
      sshKeys: sshKeys.map((key) => key.publicKey),
      hasUserData: secret.userData !== undefined,
      hasRootPassword: secret.rootPasswordHash !== undefined,
    },
    details: { kind: input.kind, image: source.name, ...size, ipv4, vault: input.vault },
    secret: writeJobSecret(secret),
  });
  return { ...started, ipv4 };
}

async function insert(
  tx: Tx,
  tenantId: string,
  { name, kind }: CreateInstanceInput,
  { planId, size, source, sshKeys, chosen }: Work['choice'],
  ipv4: string,
): Promise<string> {
  const { id } = await tx.instance.create({
    data: {
      ...{ tenantId, name, kind, state: 'creating', planId, imageId: source.id, ...size, ipv4 },
      settings: chosen.settings as Prisma.InputJsonObject,
    },
    select: { id: true },
  });
  const keys = sshKeys.map((key) => ({ instanceId: id, sshKeyId: key.id }));
  if (keys.length > 0) await tx.instanceSshKey.createMany({ data: keys });
  return id;
}
