import { createHash } from 'node:crypto';
import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import type { Engine } from '#server/incus/engine.ts';
import type { InstanceRef } from '#server/incus/instance.ts';
import { getInstanceFile } from '#server/incus/instance-files.ts';
import { withFile } from './file-error.ts';
import { type FileEntry, maxTextBytes, type TextFileView } from './files-schema.ts';
import { loadGuest } from './load-guest.ts';
import { lookAtFile } from './look-at-file.ts';
import { refuseNoPlainFile } from './refuse-no-plain-file.ts';

/** A small text file of a guest. Throws `refused` for what is larger than `maxTextBytes`, or no UTF-8. */
export async function readTextFile(
  ctx: Ctx,
  { id, path }: { id: string; path: string },
): Promise<TextFileView> {
  const { ref } = await loadGuest(ctx, 'files', id);
  return withFile(path, async () => {
    const entry = await lookAtFile(ctx.engine, ref, path);
    const content = await readSmallFile(ctx.engine, ref, entry);
    const { mode, uid, gid } = entry;
    return {
      path,
      text: toText(content),
      sha256: hashOf(content),
      mode: mode ?? '',
      uid: uid ?? 0,
      gid: gid ?? 0,
    };
  });
}

/** Its bytes. What has no size is not opened: it may be a pipe, which would keep the engine waiting. */
export async function readSmallFile(engine: Engine, ref: InstanceRef, entry: FileEntry): Promise<Buffer> {
  refuseNoPlainFile(entry);
  if (!entry.sizeBytes) return Buffer.alloc(0);
  if (entry.sizeBytes > maxTextBytes) throw new AppError('refused', 'file-too-large-to-edit');
  const { content } = await getInstanceFile(engine, { ...ref, path: entry.path, maxBytes: maxTextBytes });
  return content;
}

export function hashOf(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

function toText(content: Buffer): string {
  try {
    // The byte order mark stays in the text, so that it is written back.
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content);
    if (!text.includes('\0')) return text;
  } catch {
    // Said below.
  }
  throw new AppError('refused', 'file-not-text');
}
