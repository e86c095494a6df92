import type { Ctx } from '#server/context.ts';
import { finishUpload } from './finish-upload.ts';
import { closeUploadFile } from './upload-files.ts';

/** The file is whole: what it is is found out without anybody waiting; what stops that, the loop takes up. */
export async function beginCheck(ctx: Pick<Ctx, 'db' | 'log'>, id: string): Promise<void> {
  await closeUploadFile(id);
  const { count } = await ctx.db.upload.updateMany({
    where: { id, state: 'receiving' },
    data: { state: 'checking' },
  });
  if (count === 0) return;
  void finishUpload(ctx.db, id).catch((error: unknown) =>
    ctx.log.warn({ err: error, id }, 'an upload was not checked'),
  );
}
