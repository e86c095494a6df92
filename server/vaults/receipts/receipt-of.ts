import type { Tx } from '#server/db.ts';
import type { VaultKeyMode, VaultProvider } from '../schema.ts';
import type { ShredFacts, ShredMethod } from './receipt-schema.ts';

/** What the receipt of a vault states, from its row and from what its end has seen. */
export async function receiptOf(
  tx: Tx,
  vaultId: string,
  methods: readonly string[],
  verification: ShredFacts['shred']['verification'],
): Promise<ShredFacts> {
  const vault = await tx.vault.findUniqueOrThrow({
    where: { id: vaultId },
    include: { tenant: true, node: { select: { name: true } } },
  });
  const { id, slug, name } = vault.tenant;
  return {
    vault: {
      ...{ id: vaultId, name: vault.name, provider: vault.provider as VaultProvider },
      ...{ sizeBytes: Number(vault.sizeBytes), isDedicated: vault.isDedicated },
      createdAt: vault.createdAt.toISOString(),
    },
    tenant: { id, slug, name },
    node: vault.node.name,
    key: { fingerprint: vault.keyFingerprint ?? '', mode: vault.keyMode as VaultKeyMode },
    shred: {
      at: new Date().toISOString(),
      by: { kind: vault.shredByKind ?? 'system', name: vault.shredByName ?? 'Berth' },
      methods: methods as ShredMethod[],
      verification,
    },
  };
}
