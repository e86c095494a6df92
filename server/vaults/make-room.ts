import type { Db } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { isNodeError } from '#server/node-shell/node-error.ts';
import { withVaultKey } from './keys/with-vault-key.ts';
import { growOnNode } from './providers/grow-on-node.ts';
import { byJob, recordVaultEvent } from './record-vault-event.ts';
import { saveHeader } from './save-header.ts';
import { tellOfVault } from './save-vault-state.ts';
import { toVaultError } from './to-vault-error.ts';
import { nodeOf, readVaultRow, type VaultRow } from './vault-row.ts';
import { ampleSizeFor, vaultSizeFor } from './vault-size-for.ts';

type Tools = { db: Db; signal?: AbortSignal | undefined };
type Wish = { vaultId: string; jobId: string };
/** Of a disk that is to come, and is not counted by its row yet. */
type Extra = { extraBytes?: number };

/**
 * Grows an open vault, if need be, until all disks that are to be in it have room: as much again at once, where the
 * node has that, so that the next ones need not wait for it. Throws `refused` where there is not even room for these.
 */
export async function makeRoom(tools: Tools, { extraBytes = 0, ...wish }: Wish & Extra): Promise<void> {
  const [sizes] = await tools.db.$queryRaw<{ sizeBytes: number; diskBytes: number }[]>`
    SELECT "sizeBytes"::float8 AS "sizeBytes", (
      SELECT coalesce(sum("diskBytes"), 0) FROM "Instance" WHERE "vaultId" = ${wish.vaultId}::uuid
    )::float8 AS "diskBytes" FROM "Vault" WHERE "id" = ${wish.vaultId}::uuid`;
  const diskBytes = (sizes?.diskBytes ?? 0) + extraBytes;
  if (sizes && vaultSizeFor(diskBytes) <= sizes.sizeBytes) return;
  const vault = await readVaultRow(tools.db, wish.vaultId);
  try {
    await growTo(tools, vault, { ...wish, sizeBytes: ampleSizeFor(diskBytes) });
  } catch (error) {
    if (!(error instanceof AppError) || error.reason !== 'vault-no-room') throw error;
    await growTo(tools, vault, { ...wish, sizeBytes: vaultSizeFor(diskBytes) });
  }
}

/** Grows an open vault under whatever runs in it, and writes that down. */
export async function growTo(
  { db, signal }: Tools,
  vault: VaultRow,
  { sizeBytes, jobId }: Wish & { sizeBytes: number },
): Promise<void> {
  const { id } = vault;
  const by = await byJob(db, jobId);
  try {
    await growing(db, vault, (key) => growOnNode(nodeOf(vault), { id, sizeBytes, key }, { signal }));
  } catch (error) {
    throw toVaultError(error, vault);
  }
  await db.$transaction(async (tx) => {
    const { count } = await tx.vault.updateMany({
      where: { id, sizeBytes: { lt: sizeBytes } },
      data: { sizeBytes },
    });
    if (count === 0) return;
    await recordVaultEvent(tx, {
      vaultId: id,
      what: 'grown',
      by,
      jobId,
      note: `${sizeBytes / 1024 ** 3} GiB`,
    });
    await tellOfVault(tx, id);
  });
  // Of LUKS it does not change by that. What cannot be saved now is no reason against what has grown.
  if (vault.provider !== 'luks') await saveHeader(db, vault, signal).catch(passOver);
}

function passOver(error: unknown): void {
  if (!isNodeError(error)) throw error;
}

/** LUKS wants the key to grow. Where the customer alone has it, the node says that it is missing, or has grown already. */
async function growing(db: Db, vault: VaultRow, grow: (key?: Buffer) => Promise<unknown>): Promise<void> {
  if (vault.provider === 'luks' && vault.keyMode === 'provider') {
    await withVaultKey(db, { vaultId: vault.id }, grow);
  } else {
    await grow();
  }
}
