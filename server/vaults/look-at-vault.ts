import type { Db } from '#server/db.ts';
import { getVaultFacts } from './providers/get-vault-facts.ts';
import type { VaultFacts } from './providers/vault-facts.ts';
import { bySystem } from './record-vault-event.ts';
import { saveVaultState } from './save-vault-state.ts';
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
  const { id, state } = vault;
  switch (facts.state) {
    case 'locked':
      return saveLocked(db, vault);
    case 'open': {
      if (state === 'open') return 'same';
      const event = state === 'broken' ? ({ what: 'mended', by: bySystem } as const) : undefined;
      return change(db, { id, from: [state], to: 'open', ...(event && { event }) });
    }
    case 'partial':
      // A call was cut in its middle: what comes next, an opening or a closing, begins it anew.
      return state === 'broken' ? 'same' : change(db, { id, from: [state], to: 'open' });
    case 'broken':
    case 'absent': {
      const reason = facts.problem ?? 'it is not on its node any more';
      if (state === 'broken' && vault.stateReason === reason) return 'same';
      const event = { what: 'broke', by: bySystem, note: reason } as const;
      return change(db, { id, from: [state], to: 'broken', reason, event });
    }
    default:
      return 'same';
  }
}

async function saveLocked(db: Db, { id, state }: VaultRow): Promise<Seen> {
  if (state === 'locked') return 'same';
  const what = state === 'broken' ? ('mended' as const) : ('locked' as const);
  const note = state === 'open' ? 'its node was restarted' : undefined;
  const also = { lockedAt: new Date(), heldUntil: null };
  const event = { what, by: bySystem, note };
  const seen = await change(db, { id, from: [state], to: 'locked', also, event });
  return seen === 'changed' && state === 'open' ? 'locked-behind' : seen;
}

async function change(db: Db, input: Parameters<typeof saveVaultState>[1]): Promise<Seen> {
  return (await db.$transaction((tx) => saveVaultState(tx, input))) ? 'changed' : 'same';
}
