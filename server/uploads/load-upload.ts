import { authorize } from '#server/auth/authorize.ts';
import type { Permission } from '#server/auth/permissions.ts';
import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import type { UploadModel } from '#server/generated/prisma/models.ts';

/** The upload, for somebody who may do this with it. Throws `not-found` for everybody else. */
export async function loadUpload(ctx: Ctx, id: string, permission: Permission): Promise<UploadModel> {
  if (ctx.actor.kind === 'visitor') throw new AppError('unauthenticated', 'unauthenticated');
  const row = await ctx.db.upload.findUnique({ where: { id } });
  if (!row) throw new AppError('not-found', 'not-found');
  authorize(ctx, row.tenantId, permission);
  return row;
}
