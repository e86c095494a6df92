import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import { isEngineError } from '#server/incus/engine-error.ts';
import type { InstanceRef } from '#server/incus/instance.ts';
import { deleteInstanceFile, putInstanceFile } from '#server/incus/instance-files.ts';
import { cleanText } from './clean-text.ts';
import { withFile } from './file-error.ts';
import type { FileEntry, TextWritten, WriteTextInput } from './files-schema.ts';
import { loadGuest } from './load-guest.ts';
import { lookAtFile } from './look-at-file.ts';
import { putBack } from './put-back.ts';
import { hashOf, readSmallFile } from './read-text-file.ts';
import { recordInside } from './record-inside.ts';

/**
 * Writes a text into a file that is as it was read, which keeps its mode and owner, or into a new one of root's. Throws
 * `conflict` when it has changed meanwhile, and `refused` when it could not be written, with what is in it now. The guest
 * may still write in the moment between the look and the write.
 */
export async function writeTextFile(
  ctx: Ctx,
  { id, path, text, formerSha256 }: WriteTextInput,
): Promise<TextWritten> {
  const { instance, ref } = await loadGuest(ctx, 'files', id);
  return withFile(path, async () => {
    const former = await lookForFile(ctx, ref, path);
    const formerContent = await refuseChanged(ctx, ref, former, { path, formerSha256 });
    await recordInside(ctx, instance, 'change-file', { path });
    const content = Buffer.from(text, 'utf8');
    const keeps = former && {
      uid: former.uid ?? 0,
      gid: former.gid ?? 0,
      mode: Number.parseInt(former.mode ?? '644', 8),
    };
    try {
      await putInstanceFile(ctx.engine, { ...ref, path, content, ...keeps });
    } catch (error) {
      if (keeps) throw await putBack(ctx.engine, ref, { path, content: formerContent, ...keeps }, error);
      await deleteInstanceFile(ctx.engine, { ...ref, path }).catch(() => undefined);
      throw error;
    }
    return { path, sha256: hashOf(content), sizeBytes: content.length };
  });
}

export async function lookForFile(ctx: Ctx, ref: InstanceRef, path: string): Promise<FileEntry | undefined> {
  try {
    return await lookAtFile(ctx.engine, ref, path);
  } catch (error) {
    if (isEngineError(error, 'not-found')) return undefined;
    throw error;
  }
}

/** What is in it now. */
async function refuseChanged(
  { engine }: Ctx,
  ref: InstanceRef,
  former: FileEntry | undefined,
  { path, formerSha256 }: { path: string; formerSha256: string },
): Promise<Buffer> {
  const shown = cleanText(path, 200);
  if (!former && formerSha256 !== 'new') throw new AppError('not-found', 'path-gone', { path: shown });
  if (former && formerSha256 === 'new') throw new AppError('conflict', 'path-taken', { path: shown });
  if (!former) return Buffer.alloc(0);
  const content = await readSmallFile(engine, ref, former);
  if (hashOf(content) !== formerSha256) throw new AppError('conflict', 'file-changed', { path: shown });
  return content;
}
