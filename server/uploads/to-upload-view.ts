import { type ErrorParams, englishText, isErrorReason } from '#server/errors.ts';
import type { UploadModel } from '#server/generated/prisma/models.ts';
import { idleHours, type UploadView, uploadView } from './schema.ts';

export function toUploadView(row: UploadModel): UploadView {
  const params = (row.reasonParams ?? {}) as ErrorParams;
  const isReceiving = row.state === 'receiving';
  return uploadView.parse({
    ...row,
    sizeBytes: Number(row.sizeBytes),
    receivedBytes: Number(row.receivedBytes),
    reasonParams: params,
    message: row.reason && isErrorReason(row.reason) ? englishText(row.reason, params) : null,
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
    expiresAt: isReceiving ? new Date(row.updatedAt.getTime() + idleHours * 3_600_000).toISOString() : null,
  });
}
