import type { Db } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { isPassing } from '#server/jobs/is-passing.ts';
import { isNodeError } from '#server/node-shell/node-error.ts';
import { withVaultKey } from './keys/with-vault-key.ts';
import { getVaultFacts } from './providers/get-vault-facts.ts';
import { testKeyOnNode } from './providers/test-key-on-node.ts';
import type { VaultFacts } from './providers/vault-facts.ts';
import { bySystem } from './record-vault-event.ts';
import { saveVaultState } from './save-vault-state.ts';
import { vaultNotes } from './schema.ts';
import { nodeOf, readVaultRow, type VaultRow } from './vault-row.ts';

/** What the node says of a vault is what its row says from now on. Throws where the node cannot be asked. */
export async function lookAtVault(db: Db, id: string, signal?: AbortSignal): Promise<Seen> {
  const vault = await readVaultRow(db, id);
  return settleVault(db, vault, await getVaultFacts(nodeOf(vault), { id }, { signal }));
}

/** `locked-behind`: it was open to our knowledge, and the node has locked it, as after a power loss. */
export type Seen = 'same' | 'changed' | 'locked-behind';

/** The row of a vault made as the node sees it. What a job is at, or the node itself, is left alone. */
export async function settleVault(db: Db, vault: VaultRow, facts: VaultFacts): Promise<Seen> {
  const { id, state, openedAt } = vault;
  // Its end has begun, and looks for itself.
  if (vault.shredBegunAt) return 'same';
  const holdsKey = facts.keyStatus !== undefined && facts.keyStatus !== 'absent';
  switch (facts.state) {
    case 'locked':
      return saveLocked(db, vault);
    case 'open':
      return saveOpen(db, vault, facts.problem ?? null);
    case 'partial':
      // A call was cut in its middle: what comes next, an opening or a closing, begins it anew.
      if (state === 'broken' && !holdsKey) return 'same';
      return change(db, { id, from: [state], openedAt, to: 'open' });
    case 'broken':
    case 'absent': {
      const reason = facts.problem ?? vaultNotes.gone;
      // What is around it is gone, and it is open all the same: what runs in it goes on, and then it is locked.
      if (holdsKey) return saveOpen(db, vault, reason);
      if (state === 'broken' && vault.stateReason === reason) return 'same';
      const event = { what: 'broke', by: bySystem, note: reason } as const;
      return change(db, { id, from: [state], openedAt, to: 'broken', reason, event });
    }
    default:
      return 'same';
  }
}

/** What runs in it goes on, whatever the node says of it: that is told beside. */
async function saveOpen(db: Db, vault: VaultRow, reason: string | null): Promise<Seen> {
  const { id, state, stateReason, openedAt } = vault;
  if (state === 'open' && stateReason === reason) return 'same';
  const broke = { what: 'broke', by: bySystem, note: reason ?? undefined } as const;
  const isMended = state === 'broken' || stateReason !== null;
  const isNew = reason !== stateReason;
  const event = reason !== null ? isNew && broke : isMended && ({ what: 'mended', by: bySystem } as const);
  // Opened past us, or by a call whose answer was lost: what was found out about its former opening counts no more.
  const also = state === 'open' ? {} : { openedAt: new Date() };
  return change(db, { id, from: [state], openedAt, to: 'open', reason, also, ...(event && { event }) });
}

async function saveLocked(db: Db, vault: VaultRow): Promise<Seen> {
  const { id, state, openedAt } = vault;
  if (state === 'locked') return 'same';
  if (state === 'broken' && !(await takesOurKey(db, vault))) return 'same';
  const what = state === 'broken' ? ('mended' as const) : ('locked' as const);
  const note = state === 'open' ? vaultNotes.restarted : undefined;
  const also = { lockedAt: new Date(), heldUntil: null };
  const event = { what, by: bySystem, note };
  const seen = await change(db, { id, from: [state], openedAt, to: 'locked', also, event });
  return seen === 'changed' && state === 'open' ? 'locked-behind' : seen;
}

/** Whole to the eye of its node, it is mended only when our key is the vault's. Of a passphrase nobody here can say. */
async function takesOurKey(db: Db, vault: VaultRow): Promise<boolean> {
  const { id, keyMode } = vault;
  if (keyMode === 'passphrase') return true;
  try {
    const test = await withVaultKey(db, { vaultId: id }, (key) => testKeyOnNode(nodeOf(vault), { id, key }));
    return test.opens;
  } catch (error) {
    // A KMS that is away says nothing of the key.
    if (isPassing(error)) throw error;
    if (error instanceof AppError || isNodeError(error, 'broken', 'absent')) return false;
    throw error;
  }
}

async function change(db: Db, input: Parameters<typeof saveVaultState>[1]): Promise<Seen> {
  return (await db.$transaction((tx) => saveVaultState(tx, input))) ? 'changed' : 'same';
}
