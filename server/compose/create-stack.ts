import type { Ctx } from '#server/context.ts';
import { type Tx, uniqueViolation } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { insertInstance } from '#server/instances/insert-instance.ts';
import { loadTenant, type TenantRow } from '#server/instances/load-tenant.ts';
import { type PlannedInstance, planInstance } from '#server/instances/plan-instance.ts';
import { createInstanceInput } from '#server/instances/schema.ts';
import { allocateAddresses } from '#server/networks/allocate-address.ts';
import { lockActiveTenant } from '#server/quotas/lock-active-tenant.ts';
import { reserveQuotaForAll } from '#server/quotas/reserve-quota.ts';
import { chooseServices, type Wanted } from './choose-services.ts';
import { hostsOf } from './hosts-of.ts';
import { readCompose } from './read-compose.ts';
import type { CreateStackInput, StackCreated } from './schema.ts';
import { sizeOf } from './size-of.ts';

/**
 * Makes the chosen services of a compose file as instances of one stack: all of them, or none with the reason. Each is
 * told the addresses of the others by their names, and is deployed once those that it depends on are up.
 *
 * @throws AppError `refused` with the line when the file or a chosen service cannot be taken; what is wrong with one
 *   service names it in `field`: `services.web.planId`
 */
export async function createStack(ctx: Ctx, input: CreateStackInput): Promise<StackCreated> {
  const tenant = await loadTenant(ctx, input.tenant, 'instance.manage');
  const wanted = chooseServices(readCompose(input), input);
  const planned: Planned[] = [];
  for (const service of wanted) planned.push({ service, plan: await plan(ctx, tenant, input, service) });
  try {
    const instances = await ctx.db.$transaction((tx) => write(ctx, tx, { tenant, input, planned }));
    return { stack: input.stack, instances };
  } catch (error) {
    if (!uniqueViolation(error)?.includes('name')) throw error;
    throw new AppError(
      'conflict',
      'stack-name-taken',
      { name: input.stack },
      { field: 'stack', cause: error },
    );
  }
}

type Planned = { service: Wanted; plan: PlannedInstance };

async function plan(ctx: Ctx, tenant: TenantRow, input: CreateStackInput, service: Wanted) {
  const { name, kind, wish, draft } = service;
  try {
    return await planInstance(
      ctx,
      tenant,
      createInstanceInput.parse({
        ...{ tenant: input.tenant, name: draft.instanceName, kind, settings: draft.settings },
        ...(await sizeOf(ctx.db, tenant.planSet, { kind, wish, asked: draft.size })),
        ...{ vault: input.vault, passphrase: input.passphrase },
      }),
    );
  } catch (error) {
    if (!(error instanceof AppError) || error.field === undefined) throw error;
    const { code, reason, params } = error;
    throw new AppError(code, reason, params, { field: `services.${name}.${error.field}`, cause: error });
  }
}

type Work = { tenant: TenantRow; input: CreateStackInput; planned: Planned[] };

async function write(ctx: Ctx, tx: Tx, { tenant, input, planned }: Work): Promise<StackCreated['instances']> {
  const locked = await lockActiveTenant(tx, tenant.id);
  const sizes = planned.map(({ service, plan }) => ({ kind: service.kind, ...plan.choice.size }));
  await reserveQuotaForAll(tx, tenant.id, sizes, { locked });
  const addresses = await allocateAddresses(tx, tenant.id, planned.length, locked);
  const services = planned.map(({ service }, index) => ({ ...service, address: addresses[index] ?? '' }));
  const made = new Map<string, StackCreated['instances'][number]>();
  for (const [index, { plan }] of planned.entries()) {
    const service = services[index];
    if (!service) continue;
    const waitsFor = service.dependsOn.flatMap((name) => made.get(name)?.instanceId ?? []);
    const together = { stack: input.stack, waitsFor };
    const known = withHosts(plan, hostsOf(service, services));
    const { instanceId, jobId, ipv4 } = await insertInstance(ctx, tx, known, service.address, together);
    made.set(service.name, {
      ...{ service: service.name, name: plan.input.name, instanceId, jobId, ipv4 },
    });
  }
  return [...made.values()];
}

/** Addresses are known only once the others have theirs. */
function withHosts(plan: PlannedInstance, hosts: { name: string; address: string }[]): PlannedInstance {
  const { chosen } = plan.choice;
  const deployment = chosen.deployment && {
    ...chosen.deployment,
    settings: { ...chosen.deployment.settings, hosts },
  };
  return { ...plan, choice: { ...plan.choice, chosen: { ...chosen, ...(deployment && { deployment }) } } };
}
