import { statfs } from 'node:fs/promises';
import path from 'node:path';
import type { Tx } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import type { Engine } from '#server/incus/engine.ts';

/**
 * Refuses an image for which the engine has no room. It keeps them in a folder of its own, mostly on the root file system,
 * where a file may be the pool of everybody's disks: a third of what is free stays for everything else. Of an engine
 * elsewhere nobody here knows.
 */
export async function refuseFullEngine(
  tx: Tx,
  { url }: Pick<Engine, 'url'>,
  { name, sizeBytes }: { name: string; sizeBytes: number },
): Promise<void> {
  const freeBytes = await freeForImages(url);
  if (freeBytes === undefined) return;
  // What is being made now is not there yet.
  const { _sum } = await tx.image.aggregate({ where: { state: 'creating' }, _sum: { sizeBytes: true } });
  const wantedBytes = sizeBytes + Number(_sum.sizeBytes ?? 0);
  if (wantedBytes <= (freeBytes * 2) / 3) return;
  throw new AppError('unavailable', 'image-no-room', { name });
}

/** Where `storage.images_volume` is set the folder is a link to that volume. */
async function freeForImages(url: string): Promise<number | undefined> {
  const socket = /^unix:\/\/(.+)$/.exec(url)?.[1];
  if (!socket) return undefined;
  const folder = path.join(path.dirname(socket), 'images');
  const space = await statfs(folder).catch(() => undefined);
  return space && space.bavail * space.bsize;
}
