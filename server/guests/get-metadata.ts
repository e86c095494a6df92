import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import { findOnEngine } from '#server/instances/find-on-engine.ts';
import { loadInstance } from '#server/instances/load-instance.ts';
import type { InstanceView } from '#server/instances/schema.ts';
import { projectName } from '#server/networks/network-names.ts';
import { type Metadata, type MetadataView, metadataPrefix } from './metadata-schema.ts';

/** The customer's own keys of an instance, as the engine has them. Throws `not-found` where the engine has it no more. */
export async function getMetadata(ctx: Ctx, { id }: { id: string }): Promise<MetadataView> {
  return { metadata: await readMetadata(ctx, await loadInstance(ctx, id, 'instance.read')) };
}

export async function readMetadata(ctx: Ctx, { id, name, tenant }: InstanceView): Promise<Metadata> {
  const found = await findOnEngine(ctx.engine, { id, name, project: projectName(tenant.slug) });
  if (!found) throw new AppError('not-found', 'instance-lost');
  const own = Object.entries(found.config).filter(([key]) => key.startsWith(metadataPrefix));
  return Object.fromEntries(own.map(([key, value]) => [key.slice(metadataPrefix.length), value]));
}
