import { type Draft, ownSize } from '#components/instances/create/draft.ts';
import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import { getInstance } from '#server/instances/get-instance.ts';

/** What an instance that failed had asked for, to be asked for again; nothing when it is gone by now. */
export async function readWish(
  ctx: Ctx,
  tenant: string,
  id: string | undefined,
): Promise<Partial<Draft> | undefined> {
  if (!id) return undefined;
  try {
    const { name, image, plan, vcpus, memoryBytes, diskBytes, tenant: owner } = await getInstance(ctx, id);
    if (owner.slug !== tenant) return undefined;
    const size = { vcpus, memoryBytes, diskBytes };
    return { name, size, planId: plan?.id ?? ownSize, ...(image && { imageId: image.id }) };
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}
