import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import { deleteInstanceFile } from '#server/incus/instance-files.ts';
import { withFile } from './file-error.ts';
import type { PathDone } from './files-schema.ts';
import { loadGuest } from './load-guest.ts';
import { lookAtFile } from './look-at-file.ts';
import { recordInside } from './record-inside.ts';

/**
 * A file, a link itself, or a folder with nothing in it. Throws `not-found`, and `conflict` for a folder that is not
 * empty: whoever wants all of it gone says so in the terminal.
 */
export async function deleteFile(ctx: Ctx, { id, path }: { id: string; path: string }): Promise<PathDone> {
  const { instance, ref } = await loadGuest(ctx, 'files', id);
  if (path === '/') throw new AppError('refused', 'path-is-root');
  return withFile(path, async () => {
    await lookAtFile(ctx.engine, ref, path);
    await recordInside(ctx, instance, 'delete-file', { path });
    await deleteInstanceFile(ctx.engine, { ...ref, path });
    return { path };
  });
}
