import { record } from '#server/audit/record.ts';
import { actorId, actorName } from '#server/auth/actor.ts';
import type { Ctx } from '#server/context.ts';
import type { Tx } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { parseSettings } from '#server/instances/choose-kind-parts.ts';
import { holdFor } from '#server/instances/hold-for.ts';
import type { Chosen } from '#server/instances/kinds/kind.ts';
import { kindOf } from '#server/instances/kinds/kinds.ts';
import type { InstanceKind } from '#server/instances/kinds/schema.ts';
import { loadFor } from '#server/instances/load-for.ts';
import type { InstanceView } from '#server/instances/schema.ts';
import { projectName } from '#server/networks/network-names.ts';
import { allowancesOf } from '#server/plans/allowances-of.ts';
import { lockActiveTenant } from '#server/quotas/lock-active-tenant.ts';
import { reserveQuota } from '#server/quotas/reserve-quota.ts';
import { scope } from '#server/telemetry/scope.ts';
import { enqueueDeployment } from './enqueue-deployment.ts';
import { formerSecrets } from './former-secrets.ts';
import { insertDeployment } from './insert-deployment.ts';
import { refuseSwitch } from './refuse-switch.ts';
import type { DeployInput, DeploymentStarted } from './schema.ts';

/**
 * Deploys a new version into the shell of a running instance; the former one comes back when it does not come up. An
 * image goes from an app to a sandbox and back by `kind`; its size and its plan stay. It takes a place of both kinds until
 * the switch, by which it becomes the other.
 */
export async function deploy(
  ctx: Ctx,
  input: DeployInput,
  { returnsTo }: { returnsTo?: number } = {},
): Promise<DeploymentStarted> {
  const read = await loadFor(ctx, 'deploy', input.id);
  const kind = input.kind ?? read.kind;
  refuseOtherShell(read.kind, kind);
  const secrets = await formerSecrets(ctx.db, read.id, returnsTo);
  const deployment = await choose(ctx, read, kind, input.settings, secrets);
  return ctx.db.$transaction((tx) => write(ctx, tx, { read, kind, deployment }));
}

/** What is in a shell stays there: only kinds of the same shell follow each other. */
function refuseOtherShell(from: InstanceKind, to: InstanceKind): void {
  if (kindOf(from).shell === kindOf(to).shell) return;
  throw new AppError('refused', 'deploy-other-kind', {}, { field: 'kind' });
}

async function choose(
  ctx: Ctx,
  read: InstanceView,
  kind: InstanceKind,
  given: unknown,
  secrets: Record<string, string>,
) {
  const settings = parseSettings(kind, given);
  const allowances = await allowancesOf(ctx.db, { tenantId: read.tenant.id, planId: read.plan?.id });
  const { vcpus, memoryBytes, diskBytes } = read;
  const { deployment } = await kindOf(kind).choose(ctx.db, {
    ...{ kind, tenantId: read.tenant.id, instanceId: read.id, settings, allowances, formerSecrets: secrets },
    size: { vcpus, memoryBytes, diskBytes },
  });
  if (!deployment) throw new AppError('refused', 'deploy-needs-shell');
  return deployment;
}

type Work = { read: InstanceView; kind: InstanceKind; deployment: NonNullable<Chosen['deployment']> };

async function write(ctx: Ctx, tx: Tx, { read, kind, deployment }: Work): Promise<DeploymentStarted> {
  const locked = await lockActiveTenant(tx, read.tenant.id);
  const instance = await holdFor(tx, 'deploy', read);
  const { id, name, tenant } = instance;
  if (kind !== instance.kind) {
    await refuseSwitch(tx, locked.planSet, kind, instance);
    await reserveQuota(tx, tenant.id, { ...instance, kind }, { exceptInstanceId: id, locked });
  }
  const by = { actorId: actorId(ctx.actor), actorName: actorName(ctx.actor) };
  const version = await insertDeployment(tx, { instanceId: id, kind, deployment, by });
  const target = { id, name, project: projectName(tenant.slug), vaultId: instance.vault?.id };
  const jobId = await enqueueDeployment(
    tx,
    { ...target, tenantId: tenant.id },
    { ...version, kind },
    { ...by, requestId: ctx.requestId, traceparent: scope().traceparent },
  );
  await record(ctx, tx, {
    action: 'instance.deploy',
    tenantId: tenant.id,
    ...{ targetKind: 'instance', targetId: id, targetName: name },
    details: { kind, number: version.number },
  });
  return { instanceId: id, jobId, number: version.number };
}
