import { authorize } from '#server/auth/authorize.ts';
import type { Ctx } from '#server/context.ts';
import type { InstanceView } from '#server/instances/schema.ts';
import { bringOpenNow } from './bring-open.ts';
import { recordGuess } from './record-guess.ts';
import { byActor } from './record-vault-event.ts';
import { readVaultRow } from './vault-row.ts';

/** Long enough for a job to be asked for; then something live holds it open. */
const holdSeconds = 30;
/** An engine that was restarted looks for the pool once a minute: so long it is held before it can be used at all. */
const openingSeconds = 150;

/**
 * Before a job on what is in a vault: one that only a passphrase opens is opened here, since a passphrase is written
 * nowhere, not even for a job. Others open by themselves when the job needs it. Throws `wrong-state` where the
 * passphrase is missing, `refused` where it is wrong. Its history names the instance, where it is for one that is there.
 */
export async function unlockFor(
  ctx: Ctx,
  vault: InstanceView['vault'],
  passphrase?: string,
  instance?: { id: string; name: string },
): Promise<void> {
  if (vault?.keyMode !== 'passphrase' || (vault.state === 'open' && !passphrase)) return;
  const row = await readVaultRow(ctx.db, vault.id);
  authorize(ctx, row.tenantId, 'vault.open');
  const heldUntil = secondsFromNow(ctx, openingSeconds);
  const wish = { vaultId: vault.id, passphrase, by: byActor(ctx.actor), heldUntil, instance };
  await recordGuess(ctx, row, () => bringOpenNow(ctx, wish));
  await ctx.db.vault.updateMany({
    where: { id: vault.id, heldUntil },
    data: { heldUntil: secondsFromNow(ctx, holdSeconds) },
  });
}

function secondsFromNow(ctx: Ctx, seconds: number): Date {
  return new Date(ctx.now().getTime() + seconds * 1000);
}
