import { record } from '#server/audit/record.ts';
import type { Ctx } from '#server/context.ts';
import { bringOpenNow } from './bring-open.ts';
import { getVault } from './get-vault.ts';
import { loadVaultFor } from './load-vault.ts';
import { recordGuess } from './record-guess.ts';
import { byActor } from './record-vault-event.ts';
import type { VaultView } from './schema.ts';

/** How long a vault that a person opened waits for something to be started in it. */
const holdMinutes = 10;

/**
 * Opens a locked vault; it is open when this answers. No job, since a passphrase is written nowhere, not even sealed
 * for a second. With nothing started in it, it locks itself after ten minutes.
 */
export async function openVault(
  ctx: Ctx,
  input: { id: string; passphrase?: string | undefined },
): Promise<VaultView> {
  const { id, name, tenant } = await loadVaultFor(ctx, 'open', input.id);
  const target = { tenantId: tenant.id, targetKind: 'vault', targetId: id, targetName: name };
  const heldUntil = new Date(ctx.now().getTime() + holdMinutes * 60_000);
  const { passphrase } = input;
  await recordGuess(ctx, { id, name, tenantId: tenant.id }, () =>
    bringOpenNow(ctx, { vaultId: id, passphrase, by: byActor(ctx.actor), heldUntil }),
  );
  await record(ctx, ctx.db, { action: 'vault.open', ...target });
  return getVault(ctx, id);
}
