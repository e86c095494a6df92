import type { Tx } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import type { UploadPurpose } from './schema.ts';

export type TakenUpload = {
  id: string;
  name: string;
  sizeBytes: number;
  sha256: string;
  format: string | null;
  isBootable: boolean | null;
  /** Of a qcow2: what it may grow to. */
  virtualBytes: number | null;
};

/**
 * A whole upload of this tenant and for this purpose. Throws `not-found` for anybody else's, `wrong-state` for one that
 * is not ready; `field` is to blame.
 */
export async function takeUpload(
  tx: Tx,
  { id, tenantId, purpose }: { id: string; tenantId: string; purpose: UploadPurpose },
  field = 'uploadId',
): Promise<TakenUpload> {
  const row = await tx.upload.findFirst({ where: { id, tenantId, purpose } });
  if (!row) throw new AppError('not-found', 'not-found', {}, { field });
  if (row.state !== 'ready' || !row.sha256)
    throw new AppError('wrong-state', 'upload-not-ready', {}, { field });
  const { name, sha256, format, isBootable } = row;
  const virtualBytes = row.virtualBytes === null ? null : Number(row.virtualBytes);
  return { id, name, sizeBytes: Number(row.sizeBytes), sha256, format, isBootable, virtualBytes };
}
