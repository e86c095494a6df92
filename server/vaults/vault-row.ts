import { Prisma, type Tx } from '#server/db.ts';
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
  openedAt: Date | null;
  heldUntil: Date | null;
  shredBegunAt: Date | null;
};

/** Throws `not-found`: its row is gone, or was never there. */
export async function readVaultRow(db: Pick<Tx, '$queryRaw'>, id: string): Promise<VaultRow> {
  return onlyRow(await db.$queryRaw<VaultRow[]>`${selectVault} WHERE v."id" = ${id}::uuid`);
}

/** The same after whoever is just changing its state: nobody begins to lock it between this look and what it found. */
export async function readSettledVaultRow(db: Pick<Tx, '$queryRaw'>, id: string): Promise<VaultRow> {
  return onlyRow(await db.$queryRaw<VaultRow[]>`${selectVault} WHERE v."id" = ${id}::uuid FOR SHARE OF v`);
}

// One statement: it is asked before each step that needs a disk.
const selectVault = Prisma.sql`
  SELECT v."id", v."name", v."tenantId", n."name" AS "nodeName", v."provider", v."sizeBytes"::float8 AS "sizeBytes",
    v."pool", v."state", v."stateReason", v."keyMode", v."openedAt", v."heldUntil",
    v."shredBegunAt"
  FROM "Vault" v JOIN "Node" n ON n."id" = v."nodeId"`;

function onlyRow([row]: VaultRow[]): VaultRow {
  if (!row) throw new AppError('not-found', 'vault-not-there');
  return row;
}

/** How its node is reached. Throws `unavailable` where nobody has told us. */
export function nodeOf({ nodeName }: Pick<VaultRow, 'nodeName'>): Node {
  const node = nodeAccess(nodeName);
  if (!node) throw new AppError('unavailable', 'vault-node-unknown', { node: nodeName });
  return node;
}
