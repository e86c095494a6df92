import { actorId, actorName } from '#server/auth/actor.ts';
import type { Ctx } from '#server/context.ts';
import type { Prisma, Tx } from '#server/db.ts';
import { insertDeployment } from '#server/deployments/insert-deployment.ts';
import { AppError } from '#server/errors.ts';
import { gatewayOf, projectName } from '#server/networks/network-names.ts';
import { placeInVault } from './choose-vault.ts';
import { createInstanceJob } from './create-instance.job.ts';
import { enqueueInstanceJob } from './enqueue-instance-job.ts';
import { writeJobSecret } from './job-secret.ts';
import { kindOf } from './kinds/kinds.ts';
import type { PlannedInstance } from './plan-instance.ts';
import { refuseTakenName } from './refuse-taken-name.ts';
import type { InstanceCreated } from './schema.ts';

/** Of several that are made together: whose stack it is, and whom it waits for. */
type Together = { stack?: string; waitsFor?: string[] };

/**
 * The rows and the job of a new instance, in the caller's transaction, which holds the tenant's row and has reserved
 * the quota and the address.
 */
export async function insertInstance(
  ctx: Ctx,
  tx: Tx,
  { tenant, input, choice, vaultPlan, secret }: PlannedInstance,
  ipv4: string,
  together: Together = {},
): Promise<Omit<InstanceCreated, 'rootPassword'>> {
  const { network } = tenant;
  const { size, source, sshKeys, chosen } = choice;
  const kind = kindOf(input.kind);
  if (!network) throw new AppError('wrong-state', 'tenant-not-active', { state: tenant.state });
  await refuseTakenName(tx, tenant.id, input.name);
  const id = await insert(tx, tenant.id, { input, choice, ipv4, ...together });
  const instance = { id, name: input.name, tenant };
  await kind.afterInsert?.(tx, instance.id, chosen.settings);
  if (chosen.deployment) {
    const by = { actorId: actorId(ctx.actor), actorName: actorName(ctx.actor) };
    const first = { instanceId: instance.id, kind: input.kind, deployment: chosen.deployment };
    await insertDeployment(tx, { ...first, by });
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
    details: {
      ...{ kind: input.kind, image: source.name, ...size, ipv4, vault: input.vault },
      ...(together.stack && { stack: together.stack }),
    },
    secret: writeJobSecret(secret),
  });
  return { ...started, ipv4 };
}

type New = Pick<PlannedInstance, 'input' | 'choice'> & { ipv4: string } & Together;

async function insert(tx: Tx, tenantId: string, { input, choice, ipv4, ...together }: New): Promise<string> {
  const { name, kind } = input;
  const { planId, size, source, sshKeys, chosen } = choice;
  const { id } = await tx.instance.create({
    data: {
      ...{ tenantId, name, kind, state: 'creating', planId, imageId: source.id, ...size, ipv4, ...together },
      settings: chosen.settings as Prisma.InputJsonObject,
    },
    select: { id: true },
  });
  const keys = sshKeys.map((key) => ({ instanceId: id, sshKeyId: key.id }));
  if (keys.length > 0) await tx.instanceSshKey.createMany({ data: keys });
  return id;
}
