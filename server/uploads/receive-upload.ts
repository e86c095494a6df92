import { open } from 'node:fs/promises';
import { addAbortSignal, type Readable } from 'node:stream';
import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import { beginCheck } from './begin-check.ts';
import { loadUpload } from './load-upload.ts';
import { refuseFullDisk } from './refuse-full-disk.ts';
import { uploadFile, uploadFileBytes } from './upload-files.ts';
import { asOnlyWriter } from './writers.ts';

type Part = { id: string; offset: number; body: Readable };

/**
 * Appends what comes to the file, which has `offset` bytes so far, and gives how many it has then. What came before a
 * line broke off stays. With the last byte the check begins. Throws `conflict` for another offset, `invalid` for more
 * than the file has, `unavailable` when the panel has no room any more for what is to come.
 */
export async function receiveUpload(ctx: Ctx, { id, offset, body }: Part): Promise<number> {
  // A line may break off before the first byte is read: read then, it says so; unheard, it would end the panel.
  body.on('error', () => undefined);
  const { state, sizeBytes } = await loadUpload(ctx, id, 'instance.manage');
  const size = Number(sizeBytes);
  return asOnlyWriter(id, async (signal) => {
    const received = state === 'receiving' ? await uploadFileBytes(id) : size;
    if (received !== offset) throw new AppError('conflict', 'upload-offset', { received });
    const total = received === size ? received : await append({ id, offset, body }, size, signal);
    await ctx.db.upload.updateMany({ where: { id, state: 'receiving' }, data: { receivedBytes: total } });
    if (total === size) await beginCheck(ctx, id);
    return total;
  });
}

async function append({ id, offset, body }: Part, size: number, signal: AbortSignal): Promise<number> {
  await refuseFullDisk(size - offset);
  const file = await open(uploadFile(id), 'r+');
  let at = offset;
  try {
    for await (const chunk of addAbortSignal(signal, body) as AsyncIterable<Uint8Array>) {
      if (at + chunk.length > size) throw new AppError('invalid', 'upload-over');
      for (let done = 0; done < chunk.length; ) {
        const { bytesWritten } = await file.write(chunk, done, chunk.length - done, at + done);
        done += bytesWritten;
      }
      at += chunk.length;
    }
  } catch (error) {
    if (error instanceof AppError) throw error;
    if (isNoSpace(error)) throw new AppError('unavailable', 'upload-disk-full', {}, { cause: error });
    // The line broke off: what came is kept, and the browser asks how much that is.
  } finally {
    await file.datasync().catch(() => undefined);
    await file.close();
  }
  return at;
}

function isNoSpace(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ENOSPC' || code === 'EDQUOT';
}
