import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import { deleteInstanceFile } from '#server/incus/instance-files.ts';
import { uploadInstanceFile } from '#server/incus/stream-instance-file.ts';
import { cleanText } from './clean-text.ts';
import { withFile } from './file-error.ts';
import type { PathDone } from './files-schema.ts';
import { loadGuest } from './load-guest.ts';
import { recordInside } from './record-inside.ts';
import { refuseNoPlainFile } from './refuse-no-plain-file.ts';
import { lookForFile } from './write-text-file.ts';

type Upload = {
  id: string;
  path: string;
  /** May take the place of a file that is there; that keeps its mode and owner. */
  overwrites: boolean;
  /** As the sender says it; undefined where they do not. */
  sizeBytes: number | undefined;
  /** Called once it is decided that it may be sent; throws where it may not. */
  body: () => AsyncIterable<Uint8Array>;
};

/** A day of a slow line. */
const timeoutSeconds = 24 * 3600;

/**
 * Writes a stream into a file of a guest. What breaks off in between leaves no part of a new file; of one that was to be
 * replaced a part remains. Throws `conflict` when there is one and it may not be replaced.
 */
export async function uploadFile(ctx: Ctx, upload: Upload, signal?: AbortSignal): Promise<PathDone> {
  const { instance, ref } = await loadGuest(ctx, 'files', upload.id);
  const { path, overwrites, sizeBytes = 0 } = upload;
  const most = instance.diskBytes;
  if (path === '/' || sizeBytes > most)
    throw new AppError('refused', path === '/' ? 'path-is-no-file' : 'upload-too-large', { path });
  return withFile(path, async () => {
    const sent = upload.body();
    const former = await lookForFile(ctx, ref, path);
    if (former) refuseNoPlainFile(former);
    if (former && !overwrites) throw new AppError('conflict', 'path-taken', { path: cleanText(path, 200) });
    await recordInside(ctx, instance, 'upload-file', { path });
    const limit = { mostBytes: most, signal, brokenBy: undefined as unknown };
    const body = upTo(limit, sent);
    const keeps = former && {
      uid: former.uid ?? 0,
      gid: former.gid ?? 0,
      mode: Number.parseInt(former.mode ?? '644', 8),
    };
    try {
      await uploadInstanceFile(ctx.engine, { ...ref, path, body, ...keeps }, { timeoutSeconds });
    } catch (error) {
      if (!former) await deleteInstanceFile(ctx.engine, { ...ref, path }).catch(() => undefined);
      // What the engine says of a body that breaks off is less than why it did.
      throw limit.brokenBy instanceof AppError ? limit.brokenBy : error;
    }
    return { path };
  });
}

type Limit = { mostBytes: number; signal: AbortSignal | undefined; brokenBy: unknown };

async function* upTo(limit: Limit, body: AsyncIterable<Uint8Array>) {
  let size = 0;
  try {
    for await (const chunk of body) {
      limit.signal?.throwIfAborted();
      size += chunk.length;
      if (size > limit.mostBytes) throw new AppError('refused', 'upload-too-large');
      yield chunk;
    }
  } catch (error) {
    limit.brokenBy = error;
    throw error;
  }
}
