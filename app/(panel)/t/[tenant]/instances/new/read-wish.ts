import { type Draft, ownSize } from '#components/instances/create/draft.ts';
import { partsOf } from '#components/instances/kinds/kind-drafts.ts';
import type { Ctx } from '#server/context.ts';
import { listDeployments } from '#server/deployments/list-deployments.ts';
import { AppError } from '#server/errors.ts';
import { getImage } from '#server/images/get-image.ts';
import type { ImageView } from '#server/images/schema.ts';
import { getInstance } from '#server/instances/get-instance.ts';
import { instanceKinds } from '#server/instances/kinds/schema.ts';
import { getVault } from '#server/vaults/get-vault.ts';

/**
 * What an instance that failed had asked for, to be asked for again; nothing when it is gone by now. Else the image of
 * their own, or the kind, that the address names.
 */
export async function readWish(
  ctx: Ctx,
  tenant: string,
  { again: id, kind: named, image: imageId }: Record<string, string | undefined>,
): Promise<Partial<Draft> | undefined> {
  const kind = instanceKinds.find((known) => known === named);
  if (!id && !imageId) return kind && { kind };
  try {
    if (!id) return ofImage(await getImage(ctx, imageId ?? ''));
    const instance = await getInstance(ctx, id);
    const { name, image, plan, vcpus, memoryBytes, diskBytes, tenant: owner } = instance;
    if (owner.slug !== tenant) return undefined;
    const [vault, { items }] = await Promise.all([
      instance.vault && getVault(ctx, instance.vault.id),
      listDeployments(ctx, { id, page: 1, pageSize: 1 }),
    ]);
    const [last] = items;
    return {
      // Secret values come from nowhere: they have to be typed again.
      ...partsOf(instance.kind, last?.settings ?? {}),
      ...{ kind: instance.kind, name, size: { vcpus, memoryBytes, diskBytes } },
      planId: plan?.id ?? ownSize,
      ...(image && { imageId: image.id }),
      ...(vault && { vault: vault.isDedicated ? 'dedicated' : 'shared' }),
    };
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}

function ofImage({ id, kind }: ImageView): Partial<Draft> {
  return { kind, imageId: id };
}
