import type { Db, Tx } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { unfinishedJobStates } from '#server/jobs/states.ts';
import { isNodeError } from '#server/node-shell/node-error.ts';
import { closeOnNode } from './providers/close-on-node.ts';
import type { By } from './record-vault-event.ts';
import { saveVaultState } from './save-vault-state.ts';
import type { VaultState } from './schema.ts';
import { toVaultError } from './to-vault-error.ts';
import { nodeOf, readVaultRow, type VaultRow } from './vault-row.ts';

export type CloseWish = {
  vaultId: string;
  by: By;
  note?: string | undefined;
  /** The job that closes it: no reason to leave it open. */
  jobId?: string | undefined;
  signal?: AbortSignal | undefined;
};

/**
 * Brings an open vault to *locked*: its pool unmounted, its key out of the kernel. Never under something that runs:
 * a live job of something in it is seen under the row's lock, and the node itself refuses what is in use. Throws
 * `conflict` then, and it stays open. Locked already: nothing to do.
 */
export async function bringClosed(db: Db, wish: CloseWish): Promise<void> {
  const vault = await readVaultRow(db, wish.vaultId);
  const state = await db.$transaction((tx) => takeForClosing(tx, vault, wish.jobId));
  if (state === 'locked') return;
  const { id } = vault;
  try {
    await closeOnNode(nodeOf(vault), { id }, { signal: wish.signal });
  } catch (error) {
    await settleFailure(db, vault, wish, error);
    throw toVaultError(error, vault);
  }
  await db.$transaction((tx) =>
    saveVaultState(tx, {
      id,
      from: ['closing'],
      to: 'locked',
      also: { lockedAt: new Date(), heldUntil: null },
      event: { what: 'locked', by: wish.by, jobId: wish.jobId, note: wish.note },
    }),
  );
}

async function takeForClosing(tx: Tx, { id, name }: VaultRow, ownJobId?: string): Promise<VaultState> {
  const [row] = await tx.$queryRaw<{ state: VaultState }[]>`
    SELECT "state" FROM "Vault" WHERE "id" = ${id}::uuid FOR UPDATE`;
  const state = row?.state ?? 'shredded';
  if (state === 'locked') return state;
  if (state !== 'open' && state !== 'closing') {
    throw new AppError('wrong-state', 'vault-close-needs-open', { state });
  }
  // A statement of its own, so that it sees every job of which the row's lock was waited for.
  const live = await findLiveWork(tx, id, ownJobId);
  if (live) throw new AppError('conflict', 'vault-in-use', { name, names: live });
  if (state === 'open') await saveVaultState(tx, { id, to: 'closing' });
  return 'closing';
}

/** The name of something whose job needs the vault open, or undefined. */
export async function findLiveWork(tx: Tx, vaultId: string, ownJobId?: string): Promise<string | undefined> {
  const contents = await tx.instance.findMany({ where: { vaultId }, select: { id: true } });
  const vault = await tx.vault.findUnique({ where: { id: vaultId }, select: { tenantId: true } });
  const job = await tx.job.findFirst({
    where: {
      state: { in: [...unfinishedJobStates] },
      ...(ownJobId && { id: { not: ownJobId } }),
      OR: [
        { instanceId: { in: contents.map(({ id }) => id) } },
        { subjectKey: { in: [`vault:${vaultId}`, `tenant:${vault?.tenantId}`] } },
        // Whatever it moves is in one vault when it begins and in another when it ends.
        { kind: 'move-instance', tenantId: vault?.tenantId ?? null },
      ],
    },
    select: { subject: true, kind: true },
  });
  return job ? `${job.subject} (${job.kind})` : undefined;
}

async function settleFailure(db: Db, { id }: VaultRow, wish: CloseWish, error: unknown): Promise<void> {
  const from = ['closing'] as const;
  await db.$transaction(async (tx) => {
    if (isNodeError(error, 'broken', 'absent')) {
      const event = { what: 'broke', by: wish.by, note: error.nodeMessage } as const;
      await saveVaultState(tx, { id, from, to: 'broken', reason: error.nodeMessage, event });
    } else if (!isNodeError(error, 'unreachable')) {
      await saveVaultState(tx, { id, from, to: 'open' });
    }
  });
}
