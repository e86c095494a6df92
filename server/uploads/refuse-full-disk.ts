import { statfs } from 'node:fs/promises';
import path from 'node:path';
import type { Tx } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { ensureUploadFolder, uploadFile, uploadFileBytes } from './upload-files.ts';

/** Left on the panel's disk for everything else. */
const reserveBytes = 512 * 1024 ** 2;

/** Throws `unavailable` unless the panel's disk has room for so many bytes more, beside the reserve. */
export async function refuseFullDisk(bytes: number): Promise<void> {
  await ensureUploadFolder();
  const { bavail, bsize } = await statfs(path.dirname(uploadFile('any')));
  if (bavail * bsize < bytes + reserveBytes) throw new AppError('unavailable', 'upload-disk-full');
}

/** Any number, the same in every process: held while room is promised, until the transaction ends. */
const roomLockKey = 7_220_344;

/** What of all tenants' uploads is still to come. The next one to ask waits for what this transaction promises. */
export async function lockPromisedBytes(tx: Tx): Promise<number> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${roomLockKey}::bigint)`;
  const rows = await tx.upload.findMany({
    where: { state: 'receiving' },
    select: { id: true, sizeBytes: true },
  });
  const rests = await Promise.all(
    // The files, for the rows know nothing of a part that is on its way.
    rows.map(async ({ id, sizeBytes }) => Number(sizeBytes) - (await uploadFileBytes(id))),
  );
  return rests.reduce((sum, rest) => sum + Math.max(rest, 0), 0);
}
