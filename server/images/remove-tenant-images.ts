import type { Engine } from '#server/incus/engine.ts';
import { type Image, listImages } from '#server/incus/images.ts';
import { idProperty, ownAlias, tenantProperty } from './image-params.ts';
import { removeFromEngine } from './remove-from-engine.ts';

type Input = { engine: Engine; tenantId: string; signal?: AbortSignal };

/** Takes every image of a tenant's own off the engine, also one that no row knows of. */
export async function removeTenantImages({ engine, tenantId, signal }: Input): Promise<void> {
  for (const image of await listTenantImages({ engine, tenantId, signal })) {
    await removeFromEngine(engine, image, ownAlias(image.properties[idProperty] ?? ''), signal);
  }
}

export async function listTenantImages({
  engine,
  tenantId,
  signal,
}: Input & { signal?: AbortSignal | undefined }): Promise<Image[]> {
  const all = await listImages(engine, {}, { signal });
  return all.filter(({ properties }) => properties[tenantProperty] === tenantId);
}
