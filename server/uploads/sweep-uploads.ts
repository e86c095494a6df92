import { stat } from 'node:fs/promises';
import type { Db } from '#server/db.ts';
import { notifyChange } from '#server/events/notify-change.ts';
import type { Logger } from '#server/log.ts';
import { beginCheck } from './begin-check.ts';
import { finishUpload } from './finish-upload.ts';
import { idleHours } from './schema.ts';
import { listUploadFiles, removeUploadFile, uploadFile, uploadFileBytes } from './upload-files.ts';

const hour = 3_600_000;
/** A check that goes on for longer has died with its process. */
const checkMinutes = 10;
/** A file is made after its row is written, but a copy of the database may know less than the folder. */
const strayHours = 1;

/** Removes what nobody goes on with, checks what was left unchecked, and removes files that no row has. */
export async function sweepUploads({ db, log }: { db: Db; log: Logger }, now: Date): Promise<void> {
  await beginChecks({ db, log });
  await removeIdle(db, now);
  const before = new Date(now.getTime() - checkMinutes * 60_000);
  const unchecked = await db.upload.findMany({
    where: { state: 'checking', updatedAt: { lt: before } },
    select: { id: true },
  });
  for (const { id } of unchecked) {
    await finishUpload(db, id).catch((error: unknown) =>
      log.warn({ err: error, id }, 'an upload was not checked'),
    );
  }
  await removeStray(db, now);
}

/** A file that is whole, and a panel that died before it wrote so. */
async function beginChecks({ db, log }: { db: Db; log: Logger }): Promise<void> {
  const rows = await db.upload.findMany({
    where: { state: 'receiving' },
    select: { id: true, sizeBytes: true },
  });
  for (const { id, sizeBytes } of rows) {
    if ((await uploadFileBytes(id)) === Number(sizeBytes)) await beginCheck({ db, log }, id);
  }
}

async function removeIdle(db: Db, now: Date): Promise<void> {
  const idle = await db.upload.findMany({
    where: {
      state: { in: ['receiving', 'refused'] },
      updatedAt: { lt: new Date(now.getTime() - idleHours * hour) },
    },
    select: { id: true, tenantId: true },
  });
  for (const { id, tenantId } of idle) {
    const touched = await touchedAt(id);
    if (touched && now.getTime() - touched < idleHours * hour) continue;
    await db.$transaction(async (tx) => {
      await tx.upload.deleteMany({ where: { id } });
      await notifyChange(tx, { topic: 'upload', id, tenantId });
    });
    await removeUploadFile(id);
  }
}

async function removeStray(db: Db, now: Date): Promise<void> {
  const files = await listUploadFiles();
  const known = await db.upload.findMany({ where: { id: { in: files } }, select: { id: true } });
  const ids = new Set(known.map(({ id }) => id));
  for (const id of files.filter((file) => !ids.has(file))) {
    const touched = await touchedAt(id);
    if (touched && now.getTime() - touched > strayHours * hour) await removeUploadFile(id);
  }
}

async function touchedAt(id: string): Promise<number | undefined> {
  return (await stat(uploadFile(id)).catch(() => undefined))?.mtimeMs;
}
