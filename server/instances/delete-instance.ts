import type { z } from 'zod';
import type { Ctx } from '#server/context.ts';
import { unlockFor } from '#server/vaults/unlock-for.ts';
import { beginDelete } from './begin-delete.ts';
import { holdFor } from './hold-for.ts';
import { loadFor } from './load-for.ts';
import { refuseOtherName } from './refuse-other-name.ts';
import type { deleteInstanceInput, JobStarted } from './schema.ts';

/** Deletes an instance with its disk. `confirmName` is its name, typed by whoever wants it gone. */
export async function deleteInstance(
  ctx: Ctx,
  { id: rawId, confirmName, passphrase }: z.infer<typeof deleteInstanceInput>,
): Promise<JobStarted> {
  const read = await loadFor(ctx, 'delete', rawId);
  refuseOtherName(confirmName, read.name);
  if (read.vault?.state !== 'broken') await unlockFor(ctx, read.vault, passphrase, read);
  return ctx.db.$transaction(async (tx) => {
    const instance = await holdFor(tx, 'delete', read);
    refuseOtherName(confirmName, instance.name);
    return beginDelete(ctx, tx, instance);
  });
}
