import type { Engine } from '#server/incus/engine.ts';
import { isEngineError } from '#server/incus/engine-error.ts';
import type { InstanceRef } from '#server/incus/instance.ts';
import { type FileFacts, readInstanceLink, statInstanceFile } from '#server/incus/instance-folder.ts';
import { type FileEntry, nameOf } from './files-schema.ts';

/** What is at a path, and where it leads when it is a link. Throws EngineError `not-found`. */
export async function lookAtFile(engine: Engine, ref: InstanceRef, path: string): Promise<FileEntry> {
  const facts = await statInstanceFile(engine, { ...ref, path });
  const target = facts.type === 'symlink' ? await readLink(engine, ref, path) : null;
  return { ...toEntry(path, facts), target };
}

/** The same of one that may be gone, or have a name that cannot be said in Unicode. */
export async function lookIfThere(engine: Engine, ref: InstanceRef, path: string): Promise<FileEntry> {
  try {
    return await lookAtFile(engine, ref, path);
  } catch (error) {
    if (!isEngineError(error, 'not-found', 'failed', 'refused')) throw error;
    const nothing = { sizeBytes: null, mode: null, uid: null, gid: null, modifiedAt: null, target: null };
    return { name: nameOf(path), path, type: 'unknown', ...nothing };
  }
}

async function readLink(engine: Engine, ref: InstanceRef, path: string): Promise<string | null> {
  try {
    return await readInstanceLink(engine, { ...ref, path });
  } catch (error) {
    if (isEngineError(error)) return null;
    throw error;
  }
}

function toEntry(path: string, { type, sizeBytes, mode, uid, gid, modifiedAt }: FileFacts): FileEntry {
  return {
    name: nameOf(path),
    path,
    type,
    sizeBytes: sizeBytes ?? null,
    mode: mode.toString(8).padStart(4, '0'),
    uid,
    gid,
    modifiedAt: modifiedAt?.toISOString() ?? null,
    target: null,
  };
}
