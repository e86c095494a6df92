import type { Ctx } from '#server/context.ts';
import { withVaultKey } from './keys/with-vault-key.ts';
import { growOnNode } from './providers/grow-on-node.ts';
import { recordGuess } from './record-guess.ts';
import type { VaultView } from './schema.ts';
import { toVaultError } from './to-vault-error.ts';
import { unlockFor } from './unlock-for.ts';
import { nodeOf, readVaultRow } from './vault-row.ts';

type Wish = { sizeBytes: number; passphrase: string };

/** What of a growth needs the passphrase: the opening, and with LUKS the growth of the device. Its job finds that done. */
export async function growHere(ctx: Ctx, vault: VaultView, { sizeBytes, passphrase }: Wish): Promise<void> {
  const { id, provider } = vault;
  await unlockFor(ctx, vault, passphrase);
  if (provider !== 'luks') return;
  const row = await readVaultRow(ctx.db, id);
  const grow = (key: Buffer) => growOnNode(nodeOf(row), { id, sizeBytes, key });
  try {
    await recordGuess(ctx, row, () => withVaultKey(ctx.db, { vaultId: id, passphrase }, grow));
  } catch (error) {
    throw toVaultError(error, row);
  }
}
