import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import { makeInstanceFolder } from '#server/incus/instance-folder.ts';
import { cleanText } from './clean-text.ts';
import { withFile } from './file-error.ts';
import type { PathDone } from './files-schema.ts';
import { loadGuest } from './load-guest.ts';
import { recordInside } from './record-inside.ts';
import { lookForFile } from './write-text-file.ts';

/** A new folder of root's in one that exists. Throws `conflict` when something has its name already. */
export async function makeFolder(ctx: Ctx, { id, path }: { id: string; path: string }): Promise<PathDone> {
  const { instance, ref } = await loadGuest(ctx, 'files', id);
  return withFile(path, async () => {
    if (await lookForFile(ctx, ref, path)) {
      throw new AppError('conflict', 'path-taken', { path: cleanText(path, 200) });
    }
    await recordInside(ctx, instance, 'make-folder', { path });
    await makeInstanceFolder(ctx.engine, { ...ref, path });
    return { path };
  });
}
