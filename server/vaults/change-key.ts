import { record } from '#server/audit/record.ts';
import type { Ctx } from '#server/context.ts';
import type { Tx } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { loadVaultFor } from './load-vault.ts';
import { recordGuess } from './record-guess.ts';
import { byActor, recordVaultEvent } from './record-vault-event.ts';
import { tellOfVault } from './save-vault-state.ts';
import type { VaultEventKind } from './schema.ts';
import type { VaultAction } from './states.ts';

type Change = { id: string; action: VaultAction; what: VaultEventKind };
type Apply = (vaultId: string, also: (tx: Tx) => Promise<void>) => Promise<void>;

/** A change of how a vault's key is wrapped, with its line in the history and the record; a wrong passphrase is told there too. */
export async function changeKey(ctx: Ctx, { id, action, what }: Change, apply: Apply): Promise<void> {
  const vault = await loadVaultFor(ctx, action, id);
  const by = byActor(ctx.actor);
  try {
    await recordGuess(ctx, { id: vault.id, name: vault.name, tenantId: vault.tenant.id }, () =>
      apply(vault.id, async (tx) => {
        await recordVaultEvent(tx, { vaultId: vault.id, what, by });
        const target = { targetKind: 'vault', targetId: vault.id, targetName: vault.name };
        await record(ctx, tx, { action: `vault.${action}`, tenantId: vault.tenant.id, ...target });
        await tellOfVault(tx, vault.id);
      }),
    );
  } catch (error) {
    if (error instanceof AppError && error.reason === 'vault-passphrase-wrong') {
      await recordVaultEvent(ctx.db, { vaultId: vault.id, what: 'passphrase-refused', by });
    }
    throw error;
  }
}
