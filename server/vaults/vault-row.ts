import type { Tx } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import type { Node } from '#server/node-shell/node.ts';
import { nodeAccess } from '#server/nodes/node-access.ts';
import type { VaultKeyMode, VaultProvider, VaultState } from './schema.ts';

/** What is needed of a vault to work on it. */
export type VaultRow = {
  id: string;
  name: string;
  tenantId: string;
  nodeName: string;
  provider: VaultProvider;
  sizeBytes: number;
  pool: string;
  state: VaultState;
  stateReason: string | null;
  keyMode: VaultKeyMode;
};

/** Throws `not-found`: its row is gone, or was never there. */
export async function readVaultRow(db: Pick<Tx, 'vault'>, id: string): Promise<VaultRow> {
  const row = await db.vault.findUnique({ where: { id }, include: { node: { select: { name: true } } } });
  if (!row) throw new AppError('not-found', 'vault-not-there');
  return {
    ...{ id: row.id, name: row.name, tenantId: row.tenantId, nodeName: row.node.name, pool: row.pool },
    sizeBytes: Number(row.sizeBytes),
    provider: row.provider as VaultProvider,
    state: row.state as VaultState,
    stateReason: row.stateReason,
    keyMode: row.keyMode as VaultKeyMode,
  };
}

/** How its node is reached. Throws `unavailable` where nobody has told us. */
export function nodeOf({ nodeName }: Pick<VaultRow, 'nodeName'>): Node {
  const node = nodeAccess(nodeName);
  if (!node) throw new AppError('unavailable', 'vault-node-unknown', { node: nodeName });
  return node;
}
