import type { Ctx } from '#server/context.ts';
import { createInstance } from '#server/instances/create-instance.ts';
import { createInstanceInput } from '#server/instances/schema.ts';
import { makeImage } from './make-image.ts';
import { runQueuedJobs } from './run-queued-jobs.ts';
import { tinyImage, tinyImageAlias } from './tiny-image.ts';

const mib = 1024 ** 2;

/** A real running instance of the tiny image in a tenant of `makeEngineTenant`, which also removes it. */
export async function makeEngineInstance(ctx: Ctx, tenant: { slug: string }, name = 'tiny-1') {
  await tinyImage(ctx.engine);
  const image =
    (await ctx.db.image.findUnique({ where: { alias: tinyImageAlias } })) ??
    (await makeImage(ctx.db, { alias: tinyImageAlias }));
  const input = { tenant: tenant.slug, name, imageId: image.id, vcpus: 1, memoryBytes: 128 * mib };
  const { instanceId } = await createInstance(
    ctx,
    createInstanceInput.parse({ ...input, diskBytes: 1024 * mib }),
  );
  await runQueuedJobs(ctx);
  const { state } = await ctx.db.instance.findUniqueOrThrow({ where: { id: instanceId } });
  if (state !== 'running') throw new Error(`the instance ${name} was not made: it is ${state}`);
  return { id: instanceId, name };
}
