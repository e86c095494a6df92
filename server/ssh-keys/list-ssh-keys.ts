import type { Ctx } from '#server/context.ts';
import { authorizeSlug } from '#server/tenants/authorize-slug.ts';
import type { SshKeyView } from './schema.ts';
import { selectSshKey, sshKeyView } from './ssh-key-view.ts';

/** All keys of a tenant, by name. */
export async function listSshKeys(
  ctx: Ctx,
  { tenant }: { tenant: string },
): Promise<{ items: SshKeyView[] }> {
  const tenantId = await authorizeSlug(ctx, tenant, 'instance.read');
  const rows = await ctx.db.sshKey.findMany({
    where: { tenantId },
    select: selectSshKey,
    orderBy: { name: 'asc' },
  });
  return { items: rows.map(sshKeyView) };
}
