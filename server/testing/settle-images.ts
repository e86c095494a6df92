import { createImage } from '#server/images/create-image.ts';
import { removeFromEngine } from '#server/images/remove-from-engine.ts';
import { removeTenantImages } from '#server/images/remove-tenant-images.ts';
import { listImages } from '#server/incus/images.ts';
import { runQueuedJobs } from './run-queued-jobs.ts';
import { settleInstances } from './settle-instances.ts';
import { type ImageServer, startImageServer } from './start-image-server.ts';
import type { World } from './world.ts';

export const madeOf = 'web';
const name = 'Our web';

/** What scenarios copy is called by the world's own name, so that others who use this engine know whose it is. */
export function copyAlias({ tenant }: Pick<World, 'tenant'>): string {
  return `${tenant.slug}/copy`;
}
const builtAlias = 'berth-test-recipe';

/** Nothing that a scenario has copied or built is there. */
export async function removeProviderImages(world: Pick<World, 'ctx' | 'tenant'>): Promise<void> {
  const { db, engine } = world.ctx;
  const aliases = [copyAlias(world), builtAlias];
  for (const image of await listImages(engine)) {
    const alias = image.aliases.find((name) => aliases.includes(name));
    const isBuilt = image.properties['berth.variant'] === 'tiny';
    if (alias !== undefined || isBuilt) await removeFromEngine(engine, image, alias ?? '');
  }
  await db.image.deleteMany({ where: { alias: { in: aliases } } });
}

let server: ImageServer | undefined;

/** The installation's image server is one on this machine, of the test's own. */
export async function settleImageServer({ ctx }: World): Promise<void> {
  server ??= await startImageServer();
  const where = { id: 1 };
  const imageServer = server.url;
  await ctx.db.settings.upsert({ where, create: { imageServer }, update: { imageServer } });
}

/** A stopped instance, and an image of it or none: the tenant has no other. */
export async function settleImages(world: World, has: 'none' | 'one'): Promise<void> {
  const { ctx, tenant } = world;
  await removeTenantImages({ engine: ctx.engine, tenantId: tenant.id });
  await ctx.db.image.deleteMany({ where: { tenantId: tenant.id } });
  await settleInstances(world, [{ name: madeOf, power: 'stopped' }]);
  if (has === 'none') return;
  await makeIt(world);
  await runQueuedJobs(ctx);
}

/** Asks for it; the id of the job. */
export async function makeIt({ ctx, tenant }: World): Promise<string> {
  const where = { tenantId: tenant.id, name: madeOf };
  const { id: instanceId } = await ctx.db.instance.findFirstOrThrow({ where });
  const { jobId } = await createImage(ctx, { instanceId, name, description: 'as it was' });
  return String(jobId);
}
