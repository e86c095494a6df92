import { chmod, mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { env } from '#server/env.ts';

/** Where the bytes of an upload lie. Its id is all that the name has: what a person called it never becomes a path. */
export function uploadFile(id: string): string {
  return path.join(folder(), id);
}

/** The folder, readable by the panel alone. */
export async function ensureUploadFolder(): Promise<void> {
  await mkdir(folder(), { recursive: true, mode: 0o700 });
}

/** An empty file, or what is there already of it. */
export async function makeUploadFile(id: string): Promise<void> {
  await ensureUploadFolder();
  const file = await open(uploadFile(id), 'a', 0o600);
  await file.close();
}

/** How much of it is there; 0 where there is none. */
export async function uploadFileBytes(id: string): Promise<number> {
  return (await stat(uploadFile(id)).catch(() => undefined))?.size ?? 0;
}

/** What is whole is not written to any more. */
export async function closeUploadFile(id: string): Promise<void> {
  await chmod(uploadFile(id), 0o400);
}

export async function removeUploadFile(id: string): Promise<void> {
  await rm(uploadFile(id), { force: true });
}

export async function listUploadFiles(): Promise<string[]> {
  const names = await readdir(folder()).catch(() => []);
  return names.filter((name) => /^[0-9a-f-]{36}$/.test(name));
}

function folder(): string {
  const { BERTH_UPLOADS_DIR, BERTH_MASTER_KEY_FILE } = env();
  return BERTH_UPLOADS_DIR ?? path.join(path.dirname(BERTH_MASTER_KEY_FILE), 'uploads');
}
