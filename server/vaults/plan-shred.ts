import { record } from '#server/audit/record.ts';
import { type Actor, actorName, isProvider } from '#server/auth/actor.ts';
import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import { beginShred } from './begin-shred.ts';
import { getVault } from './get-vault.ts';
import { graceDays } from './grace-days.ts';
import { holdVaultFor, loadVaultFor } from './load-vault.ts';
import { nameOfProvider } from './receipts/receipt-schema.ts';
import { byActor, recordVaultEvent } from './record-vault-event.ts';
import { tellOfVault } from './save-vault-state.ts';
import type { VaultView } from './schema.ts';

const dayMs = 86_400_000;

/**
 * Plans the end of a vault: after the installation's grace time its key is destroyed, and with it all that is in it,
 * for ever. `confirmName` is its name, typed by whoever wants that. With no grace time it begins at once.
 */
export async function planShred(
  ctx: Ctx,
  { id, confirmName }: { id: string; confirmName: string },
): Promise<VaultView> {
  refuseOther(await loadVaultFor(ctx, 'shred', id), confirmName);
  await ctx.db.$transaction(async (tx) => {
    const vault = await holdVaultFor(tx, 'shred', id);
    refuseOther(vault, confirmName);
    const days = await graceDays(tx);
    const shredAfter = new Date(ctx.now().getTime() + days * dayMs);
    const by = byActor(ctx.actor);
    const data = { shredAfter, shredByKind: by.kind, shredByName: nameForReceipt(ctx.actor, vault) };
    await tx.vault.update({ where: { id: vault.id }, data });
    await recordVaultEvent(tx, { vaultId: vault.id, what: 'shred-planned', by });
    const target = { targetKind: 'vault', targetId: vault.id, targetName: vault.name };
    await record(ctx, tx, { action: 'vault.shred', tenantId: vault.tenant.id, ...target, details: { days } });
    if (days === 0) await beginShred(tx, vault.id, by);
    await tellOfVault(tx, vault.id);
  });
  return getVault(ctx, id);
}

function nameForReceipt(actor: Actor, { tenant }: VaultView): string {
  const isPerson = actor.kind === 'user' || actor.kind === 'token';
  const isMember = isPerson && actor.memberships.some(({ tenantId }) => tenantId === tenant.id);
  return isPerson && isProvider(actor) && !isMember ? nameOfProvider : actorName(actor);
}

function refuseOther({ name }: VaultView, confirmName: string): void {
  if (confirmName === name) return;
  throw new AppError('invalid', 'delete-name-differs', { name }, { field: 'confirmName' });
}
