import { existsSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { Db } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import type { Engine } from '#server/incus/engine.ts';
import { Interrupted } from '#server/jobs/interrupted.ts';
import { isNodeError } from '#server/node-shell/node-error.ts';
import { deviceName } from './device-name.ts';
import { withVaultKey } from './keys/with-vault-key.ts';
import { getVaultFacts } from './providers/get-vault-facts.ts';
import { openOnNode } from './providers/open-on-node.ts';
import { type By, byJob, bySystem, recordVaultEvent } from './record-vault-event.ts';
import { saveVaultState } from './save-vault-state.ts';
import { type VaultState, vaultNotes } from './schema.ts';
import { toVaultError } from './to-vault-error.ts';
import { untilPoolAnswers } from './until-pool-answers.ts';
import { nodeOf, readSettledVaultRow, type VaultRow } from './vault-row.ts';

export type VaultTools = {
  db: Db;
  engine: Engine;
  signal?: AbortSignal | undefined;
  /** Ends what the node is at; a cancel does not. Who broke that off would not know how the vault is. */
  lease?: AbortSignal | undefined;
};

export type OpenWish = {
  vaultId: string;
  /** Where only the customer's passphrase opens it. */
  passphrase?: string | undefined;
  /** Whoever asked for the job, unless said. */
  by?: By | undefined;
  /** For what, in its history. */
  jobId?: string | undefined;
  instance?: { id: string; name: string } | undefined;
  /** A person wants it open though nothing in it runs. */
  heldUntil?: Date | undefined;
  note?: (text: string) => Promise<void>;
};

/** The key that is kept is not the vault's, is gone, or cannot be had with what the panel has. */
const keyDamage: readonly string[] = ['vault-key-unreadable', 'vault-key-mismatch', 'vault-key-gone'];

const lookAgainMs = 300;
/** A vault that is being made or locked: who waits for it as a job gives its place away meanwhile. */
const comeBackMs = 1000;

/**
 * Brings a vault to *open*, from wherever it is; several at once may do it. What keeps it open afterwards is a live
 * job of something in it, something that runs, or `heldUntil`. Throws `Interrupted` while it is being made or locked,
 * `wrong-state` with the reason where it cannot be opened, `refused` for a wrong passphrase. Gives its row as it was
 * before.
 */
export async function bringOpen(tools: VaultTools, wish: OpenWish): Promise<VaultRow> {
  const vault = await readSettledVaultRow(tools.db, wish.vaultId);
  // Before anything is written: of a node that nobody can reach, its row stays what it is.
  nodeOf(vault);
  const state = vault.state === 'open' ? 'open' : await takeForOpening(tools.db, vault);
  if (state === 'open' && (await isOpenOnNode(tools, vault))) {
    await hold(tools.db, wish);
  } else {
    await wish.note?.(`opening the vault ${vault.name}`);
    await openNow(tools, vault, wish);
  }
  await untilPoolAnswers(tools.engine, vault, { signal: tools.signal, note: wish.note });
  return vault;
}

/** Under the row's lock, so that nobody begins to lock it between our look and our work. */
async function takeForOpening(db: Db, vault: VaultRow): Promise<VaultState> {
  const { id, name } = vault;
  return db.$transaction(async (tx) => {
    const [row] = await tx.$queryRaw<{ state: VaultState; stateReason: string | null }[]>`
      SELECT "state", "stateReason" FROM "Vault" WHERE "id" = ${id}::uuid FOR UPDATE`;
    const state = row?.state ?? 'shredded';
    if (state === 'creating' || state === 'closing') {
      throw new Interrupted(`the vault ${name} is ${state}`, comeBackMs);
    }
    if (state === 'broken') {
      throw new AppError('wrong-state', 'vault-broken', { name, why: row?.stateReason ?? '' });
    }
    if (state === 'shredding' || state === 'shredded') {
      throw new AppError('wrong-state', 'vault-key-gone', { name });
    }
    if (state === 'locked') await saveVaultState(tx, { id, to: 'opening' });
    return state;
  });
}

/** A node that was restarted has locked everything, whatever the row says: then it is opened anew. */
async function isOpenOnNode({ db, lease }: VaultTools, vault: VaultRow): Promise<boolean> {
  const { id } = vault;
  const node = nodeOf(vault);
  // Its name is there only while it is open, and on this machine a look is all that it takes.
  if (node.kind === 'local' && existsSync(deviceName(id))) return true;
  const facts = await getVaultFacts(node, { id }, { signal: lease });
  if (facts.state === 'open') return true;
  const event = { what: 'locked', by: bySystem, note: vaultNotes.restarted } as const;
  const only = { id, from: ['open'], openedAt: vault.openedAt } as const;
  await db.$transaction((tx) =>
    saveVaultState(tx, { ...only, to: 'opening', also: { lockedAt: new Date() }, event }),
  );
  return false;
}

async function openNow(tools: VaultTools, vault: VaultRow, wish: OpenWish): Promise<void> {
  const { db, lease } = tools;
  const { id } = vault;
  const node = nodeOf(vault);
  let mended: string | null | undefined;
  try {
    const request = { vaultId: id, passphrase: wish.passphrase };
    const facts = await withVaultKey(db, request, (key) => openOnNode(node, { id, key }, { signal: lease }));
    mended = facts.mended;
  } catch (error) {
    await settleFailure(db, vault, wish, error);
    throw toVaultError(error, vault);
  }
  const by = await byOf(db, wish);
  await db.$transaction(async (tx) => {
    if (mended) await recordVaultEvent(tx, { vaultId: id, what: 'mended', by: bySystem, note: mended });
    await saveVaultState(tx, {
      id,
      // Locked: somebody who opened it at the same time was refused, or a look at the node was a moment older.
      from: ['opening', 'locked'],
      to: 'open',
      also: { openedAt: new Date(), heldUntil: wish.heldUntil ?? null },
      event: { what: 'opened', by, jobId: wish.jobId },
      instance: wish.instance,
    });
  });
}

async function byOf(db: Db, { by, jobId }: OpenWish): Promise<By> {
  return by ?? (jobId ? await byJob(db, jobId) : bySystem);
}

/** What is damaged is said in its row. Where it is not known what the node did, the next look at the node tells. */
async function settleFailure(db: Db, { id }: VaultRow, wish: OpenWish, error: unknown): Promise<void> {
  const { jobId } = wish;
  const by = await byOf(db, wish);
  const from = ['opening'] as const;
  const reason = damageOf(error);
  await db.$transaction(async (tx) => {
    if (reason !== undefined) {
      const event = { what: 'broke', by, jobId, note: reason } as const;
      await saveVaultState(tx, { id, from, to: 'broken', reason, event });
    } else if (error instanceof AppError) {
      // Refused before the node was asked: nothing has changed.
      await saveVaultState(tx, { id, from, to: 'locked' });
      // Of a guess its history tells, whoever has opened it meanwhile.
      if (error.reason !== 'vault-passphrase-wrong') return;
      await recordVaultEvent(tx, { vaultId: id, what: 'passphrase-refused', by, jobId });
    }
  });
}

/** Why it cannot be opened until somebody has mended something, or undefined: it may be tried again as it is. */
function damageOf(error: unknown): string | undefined {
  if (isNodeError(error, 'broken', 'absent', 'wrong-key')) return error.nodeMessage;
  const isKey = error instanceof AppError && keyDamage.includes(error.reason);
  return isKey ? error.message : undefined;
}

async function hold(db: Db, { vaultId: id, heldUntil }: OpenWish): Promise<void> {
  if (heldUntil) await db.vault.updateMany({ where: { id, state: 'open' }, data: { heldUntil } });
}

/** The same for who is no job and waits in place; throws `busy` when it takes too long. */
export async function bringOpenNow(tools: VaultTools, wish: OpenWish): Promise<VaultRow> {
  const deadline = performance.now() + 15_000;
  for (;;) {
    try {
      return await bringOpen(tools, wish);
    } catch (error) {
      if (!(error instanceof Interrupted)) throw error;
      if (performance.now() > deadline) throw new AppError('busy', 'vault-not-ready', {}, { cause: error });
      await delay(lookAgainMs, undefined, { signal: tools.signal });
    }
  }
}
