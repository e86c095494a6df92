import { createInstance } from '#server/instances/create-instance.ts';
import { createInstanceInput } from '#server/instances/schema.ts';
import { seal } from '#server/secrets/seal.ts';
import { makeEngineProject } from './make-engine-project.ts';
import { runQueuedJobs } from './run-queued-jobs.ts';
import { settleInstances } from './settle-instances.ts';
import { type Registry, startRegistry } from './start-registry.ts';
import type { World } from './world.ts';

const mib = 1024 ** 2;
const gib = 1024 ** 3;
const name = 'shop';
type Ground = { registry: Registry; image: string };
const grounds = new WeakMap<World['beside'], Ground>();

/**
 * One app that runs, with its image in a registry beside it. What a scenario has left running, the former version or
 * the new one, is used again as the version that the next begins with.
 */
export async function settleApp(world: World): Promise<{ id: string; image: string }> {
  const { db } = world.ctx;
  const ground = grounds.get(world.beside) ?? (await addRegistry(world));
  const tenantId = world.tenant.id;
  const others = await db.instance.count({ where: { tenantId, name: { not: name } } });
  const found = await db.instance.findFirst({
    where: { tenantId, name, state: 'running', deployments: { some: { state: 'current' } } },
  });
  if (!found || others > 0) return { id: await makeApp(world, ground), image: ground.image };
  await db.deployment.deleteMany({ where: { instanceId: found.id, state: { not: 'current' } } });
  return { id: found.id, image: ground.image };
}

async function makeApp(world: World, { registry, image }: Ground): Promise<string> {
  const { ctx, tenant } = world;
  await settleInstances(world, []);
  await ctx.db.registryLogin.deleteMany();
  await ctx.db.tenant.update({ where: { id: tenant.id }, data: { quotaApps: 1 } });
  const id = crypto.randomUUID();
  const { host, username, caPem } = registry;
  const password = seal(registry.password, id);
  await ctx.db.registryLogin.create({ data: { id, tenantId: tenant.id, host, username, password, caPem } });
  const size = { vcpus: 1, memoryBytes: 256 * mib, diskBytes: 2 * gib };
  const input = { tenant: tenant.slug, kind: 'app', name, ...size, settings: { image } };
  const { instanceId } = await createInstance(ctx, createInstanceInput.parse(input));
  await runQueuedJobs(ctx);
  const made = await ctx.db.deployment.findFirstOrThrow({ where: { instanceId } });
  if (made.state !== 'current') throw new Error(`the first version is ${made.state}: ${made.stateReason}`);
  return instanceId;
}

/** In a project of its own, so that no scenario takes it away; in the tenant's network, where its apps reach it. */
async function addRegistry({ ctx, tenant, beside }: World): Promise<Ground> {
  const { network } = tenant;
  const project = await makeEngineProject(ctx.engine, { 'restricted.networks.access': network.bridge });
  beside.push(project);
  await ctx.db.node.updateMany({ data: { kinds: [able('light-vm'), able('app'), able('sandbox')] } });
  const registry = await startRegistry(ctx.engine, { project: project.name, network });
  const ground = { registry, image: (await registry.push('web')).reference };
  grounds.set(beside, ground);
  return ground;
}

function able(kind: string) {
  return { kind, isSupported: true, reason: null, reasonKey: null, params: {} };
}
