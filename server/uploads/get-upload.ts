import type { Ctx } from '#server/context.ts';
import { loadUpload } from './load-upload.ts';
import type { UploadView } from './schema.ts';
import { toUploadView } from './to-upload-view.ts';
import { uploadFileBytes } from './upload-files.ts';

/** An upload as it is now, with what has been received of it to the byte. */
export async function getUpload(ctx: Ctx, { id }: { id: string }): Promise<UploadView> {
  const row = await loadUpload(ctx, id, 'instance.read');
  const view = toUploadView(row);
  if (row.state !== 'receiving') return view;
  return { ...view, receivedBytes: Math.min(await uploadFileBytes(id), view.sizeBytes) };
}
