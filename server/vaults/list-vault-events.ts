import type { Ctx } from '#server/context.ts';
import { hideProvider } from '#server/jobs-view/hide-provider.ts';
import { loadVault } from './load-vault.ts';
import type { VaultEventPage } from './schema.ts';
import { vaultEventView } from './schema.ts';

const pageSize = 50;

/** The history of a vault, the latest first: opened by whom, for what, when. */
export async function listVaultEvents(
  ctx: Ctx,
  { id, page = 1 }: { id: string; page?: number },
): Promise<VaultEventPage> {
  const { id: vaultId, tenant } = await loadVault(ctx, id, 'vault.read');
  const [total, rows] = await Promise.all([
    ctx.db.vaultEvent.count({ where: { vaultId } }),
    ctx.db.vaultEvent.findMany({
      where: { vaultId },
      orderBy: [{ at: 'desc' }, { id: 'desc' }],
      skip: (page - 1) * pageSize,
      take: pageSize,
    }),
  ]);
  const ofTenant = (row: { actorId: string | null }) => ({ tenantId: tenant.id, actorId: row.actorId });
  const isHidden = await hideProvider(ctx, rows.map(ofTenant));
  const items = rows.map(
    ({ id, at, what, actorKind: kind, actorName, jobId, instanceName, note, ...row }) => {
      // The panel itself is no person of the provider.
      const name = kind !== 'system' && isHidden(ofTenant(row)) ? null : actorName;
      return vaultEventView.parse({
        ...{ id, at: at.toISOString(), what, actor: { kind, name } },
        ...{ jobId, instance: instanceName, note },
      });
    },
  );
  return { items, total, page, pageSize };
}
