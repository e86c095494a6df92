import type { Ctx } from '#server/context.ts';
import { authorizeSlug } from '#server/tenants/authorize-slug.ts';
import type { UploadList, UploadPurpose } from './schema.ts';
import { toUploadView } from './to-upload-view.ts';
import { uploadedBytes, uploadLimit } from './upload-limit.ts';

/** A tenant's uploads, the newest first, with how much more there may be. */
export async function listUploads(
  ctx: Ctx,
  { tenant, purpose }: { tenant: string; purpose?: UploadPurpose | undefined },
): Promise<UploadList> {
  const tenantId = await authorizeSlug(ctx, tenant, 'instance.read');
  const rows = await ctx.db.upload.findMany({
    where: { tenantId, ...(purpose && { purpose }) },
    orderBy: { createdAt: 'desc' },
    take: 500,
  });
  const { maxBytes, totalBytes } = await uploadLimit(ctx.db, tenantId);
  const leftBytes = Math.max(totalBytes - (await uploadedBytes(ctx.db, tenantId)), 0);
  return { items: rows.map(toUploadView), maxBytes, leftBytes };
}
