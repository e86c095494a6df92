import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { Ctx } from '#server/context.ts';
import { createUpload } from '#server/uploads/create-upload.ts';
import { deleteUpload } from '#server/uploads/delete-upload.ts';
import { getUpload } from '#server/uploads/get-upload.ts';
import { receiveUpload } from '#server/uploads/receive-upload.ts';
import type { UploadPurpose } from '#server/uploads/schema.ts';

/** A file that was uploaded and checked. Throws when it was refused. */
export async function makeUpload(
  ctx: Ctx,
  tenant: { slug: string },
  { purpose, content }: { purpose: UploadPurpose; content: Buffer },
) {
  const input = { tenant: tenant.slug, name: `${purpose}.img`, purpose, sizeBytes: content.length };
  const { id } = await createUpload(ctx, input);
  await receiveUpload(ctx, { id, offset: 0, body: Readable.from([content]) });
  for (let tries = 0; tries < 500; tries++) {
    const view = await getUpload(ctx, { id });
    if (view.state === 'ready') return { ...view, remove: () => deleteUpload(ctx, { id }) };
    if (view.state === 'refused') throw new Error(`the upload was refused: ${view.message}`);
    await delay(20);
  }
  throw new Error('the upload was not checked');
}
