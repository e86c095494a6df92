import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { env } from '#server/env.ts';
import { AppError } from '#server/errors.ts';

/** More is no system but somebody's data. */
export const mostUploadBytes = 16 * 1024 ** 3;

type Upload = {
  body: AsyncIterable<Uint8Array>;
  /** How many bytes of the body are the metadata of a split image; 0: it is one file. */
  metadataBytes: number;
  signal?: AbortSignal | undefined;
};
export type Spooled = { unified: string } | { metadata: string; rootfs: string };

/**
 * Writes an upload into files of a folder of its own, which is gone when `use` has ended: only whole files can be
 * looked at before the engine gets them.
 *
 * @throws AppError `refused` when it is too large; what breaks it off
 */
export async function withSpooled<T>(
  { body, metadataBytes, signal }: Upload,
  use: (files: Spooled) => Promise<T>,
): Promise<T> {
  const parent = join(/* turbopackIgnore: true */ dirname(env().BERTH_MASTER_KEY_FILE), 'image-uploads');
  await mkdir(parent, { recursive: true, mode: 0o700 });
  const folder = await mkdtemp(join(/* turbopackIgnore: true */ parent, 'upload-'));
  try {
    const rest = upTo(mostUploadBytes, body)[Symbol.asyncIterator]();
    const file = (name: string) =>
      createWriteStream(join(/* turbopackIgnore: true */ folder, name), { mode: 0o600 });
    if (metadataBytes === 0) {
      await pipeline(Readable.from(remaining(rest)), file('image'), { signal });
      return await use({ unified: join(folder, 'image') });
    }
    const over: Uint8Array[] = [];
    await pipeline(Readable.from(first(rest, metadataBytes, over)), file('metadata'), { signal });
    await pipeline(Readable.from(remaining(rest, over)), file('rootfs'), { signal });
    return await use({ metadata: join(folder, 'metadata'), rootfs: join(folder, 'rootfs') });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** So many bytes; what of the last piece is beyond goes to `over`. */
async function* first(source: AsyncIterator<Uint8Array>, bytes: number, over: Uint8Array[]) {
  for (let left = bytes; left > 0; ) {
    const { value, done } = await source.next();
    if (done) return;
    if (value.length > left) over.push(value.subarray(left));
    yield value.subarray(0, left);
    left -= Math.min(left, value.length);
  }
}

async function* remaining(source: AsyncIterator<Uint8Array>, before: readonly Uint8Array[] = []) {
  yield* before;
  for (let next = await source.next(); !next.done; next = await source.next()) yield next.value;
}

async function* upTo(most: number, body: AsyncIterable<Uint8Array>) {
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > most) throw tooLarge();
    yield chunk;
  }
}

export function tooLarge(): AppError {
  return new AppError('refused', 'image-upload-too-large', { gib: mostUploadBytes / 1024 ** 3 });
}
