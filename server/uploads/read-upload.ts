import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type { Tx } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { uploadFile } from './upload-files.ts';

/**
 * The bytes of an upload that is ready. Who does not read to the end has to destroy the stream. Throws `not-found` when
 * it is gone, or its file is not on this machine.
 */
export async function readUpload(
  tx: Tx,
  id: string,
  { signal }: { signal?: AbortSignal | undefined } = {},
): Promise<Readable> {
  const row = await tx.upload.findUnique({ where: { id }, select: { state: true } });
  if (row?.state !== 'ready') throw new AppError('not-found', 'not-found');
  await access(uploadFile(id)).catch((cause: unknown) => {
    throw new AppError('not-found', 'not-found', {}, { cause });
  });
  return createReadStream(uploadFile(id), { highWaterMark: 1024 ** 2, ...(signal && { signal }) });
}
