import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type { Db } from '#server/db.ts';
import type { ErrorParams, ErrorReason } from '#server/errors.ts';
import { notifyChange } from '#server/events/notify-change.ts';
import type { ByteSource } from '#server/unikernels/byte-source.ts';
import { detectFormat } from '#server/unikernels/detect-format.ts';
import type { Detected } from '#server/unikernels/detected.ts';
import type { UploadPurpose } from './schema.ts';
import { uploadFile } from './upload-files.ts';

type Verdict =
  | { state: 'ready'; format: string | null; isBootable: boolean | null; virtualBytes: number | null }
  | { state: 'refused'; reason: ErrorReason; reasonParams: ErrorParams };

/** Reads a whole file: its SHA-256, what it is, and whether it fits its purpose. May run again after a crash. */
export async function finishUpload(db: Db, id: string): Promise<void> {
  const row = await db.upload.findUnique({ where: { id } });
  if (row?.state !== 'checking') return;
  const verdict = await judge(id, Number(row.sizeBytes), row.purpose as UploadPurpose);
  const sha256 = await hash(id);
  await db.$transaction(async (tx) => {
    const { count } = await tx.upload.updateMany({
      where: { id, state: 'checking' },
      data: { ...verdict, sha256, receivedBytes: row.sizeBytes, finishedAt: new Date() },
    });
    if (count > 0) await notifyChange(tx, { topic: 'upload', id, tenantId: row.tenantId });
  });
}

async function judge(id: string, size: number, purpose: UploadPurpose): Promise<Verdict> {
  const fitting = formatsOf[purpose];
  if (!fitting) return { state: 'ready', format: null, isBootable: null, virtualBytes: null };
  const file = await open(uploadFile(id), 'r');
  try {
    const found = await detectFormat(fileSource(file, size));
    if (found.format === null) return { state: 'refused', reason: found.reason, reasonParams: found.params };
    if (fitting.includes(found.format)) {
      return {
        state: 'ready',
        format: found.format,
        isBootable: 'isBootable' in found ? found.isBootable : null,
        virtualBytes: 'virtualBytes' in found ? found.virtualBytes : null,
      };
    }
    const reasonParams = { found: found.format, wanted: purpose };
    return { state: 'refused', reason: 'format-wrong-purpose', reasonParams };
  } finally {
    await file.close();
  }
}

/** Null: whatever it is, it is for the one who takes it to look. */
const formatsOf: Record<UploadPurpose, readonly NonNullable<Detected['format']>[] | null> = {
  kernel: ['pvh', 'multiboot', 'linux'],
  initrd: null,
  disk: ['raw', 'qcow2'],
  iso: ['iso'],
  image: null,
};

function fileSource(file: FileHandle, size: number): ByteSource {
  return {
    size,
    async read(offset, length) {
      const bytes = Buffer.alloc(Math.max(Math.min(length, size - offset), 0));
      const { bytesRead } = await file.read(bytes, 0, bytes.length, offset);
      return bytes.subarray(0, bytesRead);
    },
  };
}

async function hash(id: string): Promise<string> {
  const digest = createHash('sha256');
  for await (const chunk of createReadStream(uploadFile(id), { highWaterMark: 1024 ** 2 }))
    digest.update(chunk);
  return digest.digest('hex');
}
