import type { Prisma, Tx } from '#server/db.ts';
import type { ErrorReason } from '#server/errors.ts';
import { notifyChange } from '#server/events/notify-change.ts';
import { noWhy } from '#server/why/why.ts';
import { noLockFailure } from './lock-failure.ts';
import { type By, recordVaultEvent } from './record-vault-event.ts';
import type { VaultEventKind, VaultState } from './schema.ts';

type Change = {
  id: string;
  /** Only from one of these; undefined: from any. */
  from?: readonly VaultState[];
  /** Only while it is open, or locked, as since then: what was found out about a former opening counts no more. */
  openedAt?: Date | null | undefined;
  to: VaultState;
  reason?: string | null;
  also?: Prisma.VaultUpdateManyMutationInput;
  event?: { what: VaultEventKind; by: By; jobId?: string | undefined; note?: string | undefined };
  instance?: { id: string; name: string } | undefined;
};

/** Each try to lock it takes it from the one to the other and back: what was in the way is told until it is locked. */
const mayHoldKey: readonly VaultState[] = ['open', 'closing'];

const waits = 'instance-waits-for-passphrase' satisfies ErrorReason;

/**
 * Writes a vault's new state, the line of its history and the word to the pages. Of two who would write the same
 * change only one does. Says whether it was this one.
 */
export async function saveVaultState(tx: Tx, change: Change): Promise<boolean> {
  const { id, from, openedAt, to, reason = null, also, event, instance } = change;
  const { count } = await tx.vault.updateMany({
    where: { id, ...(from && { state: { in: [...from] } }), ...(openedAt !== undefined && { openedAt }) },
    data: { state: to, stateReason: reason, ...(!mayHoldKey.includes(to) && noLockFailure), ...also },
  });
  if (count === 0) return false;
  // Nobody waits for the passphrase of one that is open.
  if (to === 'open') await tx.instance.updateMany({ where: { vaultId: id, reason: waits }, data: noWhy });
  if (event) await recordVaultEvent(tx, { vaultId: id, ...event, instance });
  await tellOfVault(tx, id);
  return true;
}

/** To the pages of its tenant and of the operators. */
export async function tellOfVault(tx: Tx, id: string): Promise<void> {
  const vault = await tx.vault.findUnique({ where: { id }, select: { tenantId: true } });
  await notifyChange(tx, { topic: 'vault', id, tenantId: vault?.tenantId ?? null });
}
