import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { record } from '#server/audit/record.ts';
import { actorId, actorName } from '#server/auth/actor.ts';
import { authorizeOperator } from '#server/auth/authorize.ts';
import type { Ctx } from '#server/context.ts';
import type { Tx } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { notifyChange } from '#server/events/notify-change.ts';
import { refuseTakenName } from '#server/instances/refuse-taken-name.ts';
import { instanceName } from '#server/instances/schema.ts';
import { enqueueJob } from '#server/jobs/enqueue-job.ts';
import { allocateAddress } from '#server/networks/allocate-address.ts';
import { gatewayOf } from '#server/networks/network-names.ts';
import { lockTenant } from '#server/quotas/lock-tenant.ts';
import { reserveQuota } from '#server/quotas/reserve-quota.ts';
import { scope } from '#server/telemetry/scope.ts';
import { adoptInstanceJob } from './adopt-instance.job.ts';
import { identityOf } from './engine-identity.ts';
import type { UnknownInstance } from './find-unknown-instances.ts';
import { findVaultOf } from './find-vault-of.ts';
import { getFinding } from './get-finding.ts';
import { loadFindingFor } from './load-finding-for.ts';
import { loadUnknownInstance } from './load-unknown-instance.ts';
import { readUnknownAddress, readUnknownSize } from './read-unknown-size.ts';
import type { FindingJobStarted, FindingView, findingIdInput } from './schema.ts';

type Network = { bridge: string; subnet: string };
type Work = { found: UnknownInstance; network: Network; address: string | undefined };

/**
 * Makes an instance that nobody knows one of its tenant's: with a row of its real size within the quota, or in
 * the place of the lost one of the same name.
 */
export async function adoptFinding(
  ctx: Ctx,
  { id: rawId }: z.infer<typeof findingIdInput>,
): Promise<FindingJobStarted> {
  authorizeOperator(ctx);
  const seen = await getFinding(ctx, rawId);
  const found = await loadUnknownInstance(ctx, seen);
  const { network, state } = found.tenant;
  if (!network) throw new AppError('wrong-state', 'tenant-not-active', { state });
  const address = await readUnknownAddress(ctx.engine, found.instance, network.subnet);
  return ctx.db.$transaction((tx) => write(ctx, tx, seen.id, { found, network, address }));
}

async function write(ctx: Ctx, tx: Tx, id: string, work: Work): Promise<FindingJobStarted> {
  const { instance, tenant } = work.found;
  const { state } = await lockTenant(tx, tenant.id);
  if (state !== 'active' && state !== 'suspended') {
    throw new AppError('wrong-state', 'tenant-not-active', { state });
  }
  const finding = await loadFindingFor(tx, 'adopt', id);
  const vaultId = await findVaultOf(tx, tenant.id, instance);
  const row = (await findLost(tx, work)) ?? (await insert(tx, work));
  await tx.instance.update({ where: { id: row.id }, data: { vaultId } });
  const name = actorName(ctx.actor);
  const jobId = await enqueueJob(tx, adoptInstanceJob, {
    params: {
      ...{ findingId: id, subjectKey: finding.subjectKey, actorName: name },
      ...{ identity: identityOf(instance), id: row.id, isRelink: row.isRelink, ipv4: row.ipv4 },
      vaultId,
      ...{ bridge: work.network.bridge, gateway: gatewayOf(work.network.subnet) },
    },
    ...{ subject: instance.name, subjectKey: `instance:${row.id}`, tenantId: tenant.id, instanceId: row.id },
    ...{ actorId: actorId(ctx.actor), actorName: name },
    ...{ requestId: ctx.requestId, traceparent: scope().traceparent },
  });
  await tell(ctx, tx, finding, row.id);
  return { findingId: id, jobId };
}

type Row = { id: string; ipv4: string; isRelink: boolean };

/** A lost instance of that name is this one: somebody took its mark off, or brought it back by hand. */
async function findLost(tx: Tx, { found: { instance, tenant, kind } }: Work): Promise<Row | undefined> {
  if (kind === 'instance-doubled') return undefined;
  const lost = await tx.instance.findFirst({
    where: { tenantId: tenant.id, name: instance.name, state: 'lost' },
    select: { id: true, ipv4: true },
  });
  if (!lost) return undefined;
  const ipv4 = lost.ipv4 ?? (await allocateAddress(tx, tenant.id));
  if (!lost.ipv4) await tx.instance.update({ where: { id: lost.id }, data: { ipv4 } });
  return { id: lost.id, ipv4, isRelink: true };
}

async function insert(tx: Tx, { found: { instance, tenant }, address }: Work): Promise<Row> {
  const { name } = instance;
  if (!instanceName.safeParse(name).success) throw new AppError('refused', 'adopt-name-invalid', { name });
  const size = readUnknownSize(instance);
  await reserveQuota(tx, tenant.id, size);
  await refuseTakenName(tx, tenant.id, name);
  const isTaken =
    !address || (await tx.instance.findFirst({ where: { tenantId: tenant.id, ipv4: address } }));
  const ipv4 = isTaken ? await allocateAddress(tx, tenant.id) : address;
  const fingerprint = instance.config['volatile.base_image'];
  const image = fingerprint
    ? await tx.image.findFirst({ where: { fingerprint }, select: { id: true } })
    : null;
  const id = randomUUID();
  await tx.instance.create({
    data: { id, tenantId: tenant.id, name, ...size, state: 'creating', ipv4, imageId: image?.id ?? null },
  });
  return { id, ipv4, isRelink: false };
}

async function tell(ctx: Ctx, tx: Tx, finding: FindingView, instanceId: string): Promise<void> {
  const { id, kind, subject, tenant } = finding;
  const tenantId = tenant?.id ?? null;
  await record(ctx, tx, {
    ...{ action: 'finding.adopt', tenantId },
    ...{ targetKind: 'finding', targetId: id, targetName: subject },
    details: { kind, instanceId },
  });
  await notifyChange(tx, { topic: 'finding', id, tenantId: null });
  await notifyChange(tx, { topic: 'instance', id: instanceId, tenantId });
}
