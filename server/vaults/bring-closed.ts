import type { Db, Tx } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { unfinishedJobStates } from '#server/jobs/states.ts';
import { isNodeError } from '#server/node-shell/node-error.ts';
import { closeOnNode } from './providers/close-on-node.ts';
import type { VaultFacts } from './providers/vault-facts.ts';
import type { By } from './record-vault-event.ts';
import { saveVaultState } from './save-vault-state.ts';
import { type VaultState, vaultNotes } from './schema.ts';
import { toVaultError } from './to-vault-error.ts';
import { nodeOf, readVaultRow, type VaultRow } from './vault-row.ts';

/** The opening that ends, and what is wrong with it: while it is being locked that is as true as before. */
type Taken = { openedAt: Date | null; stateReason: string | null };

export type CloseWish = {
  vaultId: string;
  by: By;
  note?: string | undefined;
  /** The job that closes it: no reason to leave it open. */
  jobId?: string | undefined;
  signal?: AbortSignal | undefined;
};

/**
 * Brings an open vault to *locked*, or to *broken* where only its key could leave the kernel: its pool unmounted, its
 * key gone. Never under something that runs: a live job of something in it is seen under the row's lock, and the node
 * itself refuses what is in use. Throws `conflict` then, and it stays open. Locked already: nothing to do. What is left
 * beside it afterwards, `tidyLocked` finds.
 */
export async function bringClosed(db: Db, wish: CloseWish): Promise<void> {
  const vault = await readVaultRow(db, wish.vaultId);
  const taken = await db.$transaction((tx) => takeForClosing(tx, vault, wish.jobId));
  if (!taken) return;
  const { id } = vault;
  const only = { id, from: ['closing'], openedAt: taken.openedAt } as const;
  let facts: VaultFacts;
  try {
    facts = await closeOnNode(nodeOf(vault), { id }, { signal: wish.signal });
  } catch (error) {
    await settleFailure(db, { ...only, reason: taken.stateReason }, wish, error);
    throw toVaultError(error, vault);
  }
  const isWhole = facts.state === 'locked';
  await db.$transaction((tx) =>
    saveVaultState(tx, {
      ...only,
      to: isWhole ? 'locked' : 'broken',
      reason: isWhole ? null : (facts.problem ?? vaultNotes.gone),
      also: { lockedAt: new Date(), heldUntil: null },
      event: { what: 'locked', by: wish.by, jobId: wish.jobId, note: wish.note },
    }),
  );
}

/** The opening that is to end, or undefined: it is locked. */
async function takeForClosing(tx: Tx, { id, name }: VaultRow, ownJobId?: string): Promise<Taken | undefined> {
  const [row] = await tx.$queryRaw<(Taken & { state: VaultState })[]>`
    SELECT "state", "openedAt", "stateReason" FROM "Vault" WHERE "id" = ${id}::uuid FOR UPDATE`;
  const { state, ...taken } = row ?? { state: 'shredded', openedAt: null, stateReason: null };
  if (state === 'locked') return undefined;
  if (state !== 'open' && state !== 'closing') {
    throw new AppError('wrong-state', 'vault-close-needs-open', { state });
  }
  // A statement of its own, so that it sees every job of which the row's lock was waited for.
  const live = await findLiveWork(tx, id, { ownJobId, besidesSuspension: true });
  if (live) throw new AppError('conflict', 'vault-in-use', { name, names: live });
  if (state === 'open') await saveVaultState(tx, { id, to: 'closing', reason: taken.stateReason });
  return taken;
}

type Except = {
  ownJobId?: string | undefined;
  /** One that goes on only stops what runs; one that is being taken back starts it, and counts. */
  besidesSuspension?: boolean;
};

/** The name of something whose job needs the vault open, or undefined. */
export async function findLiveWork(
  tx: Tx,
  vaultId: string,
  { ownJobId, besidesSuspension }: Except = {},
): Promise<string | undefined> {
  const contents = await tx.instance.findMany({ where: { vaultId }, select: { id: true } });
  const vault = await tx.vault.findUnique({ where: { id: vaultId }, select: { tenantId: true } });
  const job = await tx.job.findFirst({
    where: {
      state: { in: [...unfinishedJobStates] },
      ...(ownJobId && { id: { not: ownJobId } }),
      OR: [
        { instanceId: { in: contents.map(({ id }) => id) } },
        { subjectKey: `vault:${vaultId}` },
        {
          subjectKey: `tenant:${vault?.tenantId}`,
          ...(besidesSuspension && { OR: [{ kind: { not: 'suspend-tenant' } }, { state: 'undoing' }] }),
        },
        // What comes in is still elsewhere.
        { kind: 'move-instance', params: { path: ['to', 'vaultId'], equals: vaultId } },
      ],
    },
    select: { subject: true, kind: true },
  });
  return job ? `${job.subject} (${job.kind})` : undefined;
}

type Only = { id: string; from: readonly ['closing']; openedAt: Date | null; reason: string | null };

async function settleFailure(db: Db, only: Only, wish: CloseWish, error: unknown): Promise<void> {
  await db.$transaction(async (tx) => {
    if (isNodeError(error, 'broken', 'absent')) {
      const event = { what: 'broke', by: wish.by, note: error.nodeMessage } as const;
      await saveVaultState(tx, { ...only, to: 'broken', reason: error.nodeMessage, event });
    } else if (!isNodeError(error, 'unreachable')) {
      await saveVaultState(tx, { ...only, to: 'open' });
    }
  });
}
