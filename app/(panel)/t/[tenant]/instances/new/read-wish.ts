import { type Draft, ownSize } from '#components/instances/create/draft.ts';
import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import { getInstance } from '#server/instances/get-instance.ts';
import { getVault } from '#server/vaults/get-vault.ts';

/** What an instance that failed had asked for, to be asked for again; nothing when it is gone by now. */
export async function readWish(
  ctx: Ctx,
  tenant: string,
  id: string | undefined,
): Promise<Partial<Draft> | undefined> {
  if (!id) return undefined;
  try {
    const instance = await getInstance(ctx, id);
    const { name, image, plan, vcpus, memoryBytes, diskBytes, tenant: owner } = instance;
    if (owner.slug !== tenant) return undefined;
    const size = { vcpus, memoryBytes, diskBytes };
    const vault = instance.vault && (await getVault(ctx, instance.vault.id));
    return {
      name,
      size,
      planId: plan?.id ?? ownSize,
      ...(image && { imageId: image.id }),
      ...(vault && { vault: vault.isDedicated ? 'dedicated' : 'shared' }),
    };
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}
