import type { Ctx } from '#server/context.ts';
import { beginCheck } from './begin-check.ts';
import { loadUpload } from './load-upload.ts';
import type { UploadView } from './schema.ts';
import { toUploadView } from './to-upload-view.ts';
import { uploadFileBytes } from './upload-files.ts';
import { endWriter } from './writers.ts';

/**
 * Where to go on. A part that still hangs somewhere is broken off, so that the number is the last word. Of a whole file
 * no other part comes that would begin its check, should the panel have died before it did.
 */
export async function uploadOffset(ctx: Ctx, { id }: { id: string }): Promise<UploadView> {
  const row = await loadUpload(ctx, id, 'instance.manage');
  await endWriter(id);
  const view = toUploadView(row);
  const receivedBytes = row.state === 'receiving' ? await uploadFileBytes(id) : view.sizeBytes;
  if (row.state === 'receiving' && receivedBytes === view.sizeBytes) await beginCheck(ctx, id);
  return { ...view, receivedBytes };
}
