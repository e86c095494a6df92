import { Readable } from 'node:stream';
import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import { openInstanceFile } from '#server/incus/stream-instance-file.ts';
import { cleanText } from './clean-text.ts';
import { withFile } from './file-error.ts';
import { nameOf } from './files-schema.ts';
import { loadGuest } from './load-guest.ts';
import { lookAtFile } from './look-at-file.ts';
import { recordInside } from './record-inside.ts';
import { refuseNoPlainFile } from './refuse-no-plain-file.ts';

type Opened = { name: string; sizeBytes: number; body: Readable };

/** A file of a guest as a stream, of any size. Throws `not-found`, or `refused` for what is no plain file. */
export async function openFile(
  ctx: Ctx,
  { id, path }: { id: string; path: string },
  signal?: AbortSignal,
): Promise<Opened> {
  const { instance, ref } = await loadGuest(ctx, 'files', id);
  return withFile(path, async () => {
    const entry = await lookAtFile(ctx.engine, ref, path);
    refuseNoPlainFile(entry);
    await recordInside(ctx, instance, 'download-file', { path });
    // A pipe would keep the engine waiting, and is a file without a size to it, as a device is.
    if (!entry.sizeBytes) return { name: nameOf(path), sizeBytes: 0, body: Readable.from([]) };
    const { sizeBytes, body } = await openInstanceFile(ctx.engine, { ...ref, path }, { signal });
    if (sizeBytes === undefined)
      throw new AppError('refused', 'path-is-no-file', { path: cleanText(path, 200) });
    return { name: nameOf(path), sizeBytes, body };
  });
}
