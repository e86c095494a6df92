import { z } from 'zod';
import { AppError } from '#server/errors.ts';
import { isEngineError } from '#server/incus/engine-error.ts';
import { deleteStoragePool } from '#server/incus/storage-pools.ts';
import { removeFromEngine } from '#server/instances/remove-from-engine.ts';
import { defineJob } from '#server/jobs/define-job.ts';
import { projectName } from '#server/networks/network-names.ts';
import { engineOf } from '#server/tenants/create-tenant.job.ts';
import type { BerthJob, BerthStep } from '#server/tools.ts';
import { closeAnyhow } from './close-anyhow.ts';
import { destroyVaultKey } from './keys/destroy-vault-key.ts';
import { withVaultKey } from './keys/with-vault-key.ts';
import { getVaultFacts } from './providers/get-vault-facts.ts';
import { shredOnNode } from './providers/shred-on-node.ts';
import { testKeyOnNode } from './providers/test-key-on-node.ts';
import { methodsOf } from './receipts/methods-of.ts';
import { receiptOf } from './receipts/receipt-of.ts';
import { saveReceipt } from './receipts/save-receipt.ts';
import { readySigningKey } from './receipts/signing-key.ts';
import { untriedWords } from './receipts/untried-words.ts';
import { bySystem, recordVaultEvent } from './record-vault-event.ts';
import { saveVaultState, tellOfVault } from './save-vault-state.ts';
import { type VaultState, vaultNotes } from './schema.ts';
import { toVaultError } from './to-vault-error.ts';
import { nodeOf, readVaultRow, type VaultRow } from './vault-row.ts';

const params = z.object({ vaultId: z.uuid() });
export type ShredVaultParams = z.infer<typeof params>;
type Step = BerthStep<ShredVaultParams>;

/** Of one that could not be locked, and of one that is half gone already. */
const tryAgainMs = { held: 300_000, begun: 3_600_000 };

const closeTries = 10;

const destruction = [
  { name: 'instances', run: removeInside, isFinal: true },
  { name: 'pool', run: removePool, isFinal: true },
  { name: 'shred', run: shred, isFinal: true },
  { name: 'verify', run: verify, isFinal: true },
] as const;

const ends = {
  async onDone(tx, { vaultId }, outputs) {
    const { methods } = shredded.parse(outputs.shred);
    await saveReceipt(tx, await receiptOf(tx, vaultId, methods, verified.parse(outputs.verify)));
    await tx.instance.deleteMany({ where: { vaultId } });
    await destroyVaultKey(tx, vaultId);
    await recordVaultEvent(tx, { vaultId, what: 'shredded', by: bySystem });
    const data = { state: 'shredded', stateReason: null, shreddedAt: new Date() };
    await tx.vault.update({ where: { id: vaultId }, data });
    await tellOfVault(tx, vaultId);
  },
  /** Tried again later. Before the first of it was destroyed the vault may still be kept, and is brought to rest again. */
  async onFailed(tx, { vaultId: id }) {
    const select = { shredBegunAt: true, openedAt: true, lockedAt: true } as const;
    const vault = await tx.vault.findUniqueOrThrow({ where: { id }, select });
    // Why, in the reader's language and with what only operators may know: that the job says.
    const reason = vaultNotes.delayed;
    const event = { what: 'shred-delayed', by: bySystem, note: reason } as const;
    const pauseMs = vault.shredBegunAt ? tryAgainMs.begun : tryAgainMs.held;
    const also = { shredAfter: new Date(Date.now() + pauseMs) };
    const next = vault.shredBegunAt ? ({ to: 'broken', reason } as const) : { to: restOf(vault) };
    await saveVaultState(tx, { id, from: ['shredding'], ...next, also, event });
  },
} satisfies Pick<BerthJob<ShredVaultParams>, 'onDone' | 'onFailed'>;

/** One that was locked has not been opened for it. Of another the loop finds out whether it can be locked. */
function restOf({ openedAt, lockedAt }: { openedAt: Date | null; lockedAt: Date | null }): VaultState {
  return lockedAt && (!openedAt || lockedAt >= openedAt) ? 'locked' : 'closing';
}

/**
 * Locked first: what is in use loses nothing, and neither does what could get no receipt. Then the engine's pool, the
 * node's half of the key, ours, and a receipt that says so.
 */
export const shredVaultJob: BerthJob<ShredVaultParams> = defineJob({
  kind: 'shred-vault',
  version: 2,
  params,
  steps: [{ name: 'close', run: close, isFinal: true }, ...destruction],
  ...ends,
  former: [{ kind: 'shred-vault', version: 1, params, steps: destruction, ...ends }],
});

async function close(step: Step): Promise<void> {
  await readySigningKey(step.db);
  await closeForEnd(step, await readVaultRow(step.db, step.params.vaultId));
}

async function closeForEnd({ lease, signal }: Step, vault: VaultRow): Promise<void> {
  await closeAnyhow(vault, { lease, signal, tries: closeTries });
}

/** What is in it ends with it, without its disk being read: the engine takes its names away. */
async function removeInside({ db, engine, params, note, signal }: Step): Promise<void> {
  await begin(db, params.vaultId);
  const inside = await db.instance.findMany({
    where: { vaultId: params.vaultId },
    select: { id: true, name: true, tenant: { select: { slug: true } } },
  });
  for (const { id, name, tenant } of inside) {
    await note(name);
    const target = { id, name, project: projectName(tenant.slug), vaultId: params.vaultId };
    await removeFromEngine({ engine, params: target, note, signal });
  }
}

/** From here on it is not taken back. Each step says so: a job of a former version may be past the first of them. */
async function begin(db: Step['db'], id: string): Promise<void> {
  await db.vault.updateMany({ where: { id, shredBegunAt: null }, data: { shredBegunAt: new Date() } });
}

async function removePool(step: Step): Promise<z.infer<typeof seen>> {
  await begin(step.db, step.params.vaultId);
  const vault = await readVaultRow(step.db, step.params.vaultId);
  const node = nodeOf(vault);
  await closeForEnd(step, vault);
  try {
    await deleteStoragePool(engineOf(step), { name: vault.pool });
  } catch (error) {
    if (!isEngineError(error, 'not-found')) throw error;
  }
  const { usedBytes } = await getVaultFacts(node, { id: vault.id }, { signal: step.lease });
  return { hasFile: usedBytes !== undefined };
}

/** Before its end: a second run of that finds nothing left, and a receipt states what was done, not what was gone already. */
const seen = z.object({ hasFile: z.boolean() });
const shredded = z.object({
  methods: z.array(z.string()),
  /** What the old key did with what was left. Null: it could not be tried. */
  oldKeyOpens: z.boolean().nullable().default(null),
});

async function shred({ db, params, outputs, lease }: Step): Promise<z.infer<typeof shredded>> {
  await begin(db, params.vaultId);
  const vault = await readVaultRow(db, params.vaultId);
  const { hasFile } = seen.parse(outputs.pool);
  const { id, provider } = vault;
  const on = (key?: Buffer) => shredOnNode(nodeOf(vault), { id, key }, { signal: lease });
  try {
    const done = await (hasKeyHere(vault) ? withVaultKey(db, { vaultId: id }, on).catch(without) : on());
    return {
      methods: methodsOf(provider, { ...done, hadFile: done.hadFile || hasFile }),
      oldKeyOpens: done.oldKeyOpens,
    };
  } catch (error) {
    throw toVaultError(error, vault);
  }

  /** A key that nobody can unwrap is no reason against its end. */
  function without(error: unknown) {
    if (!(error instanceof AppError)) throw error;
    return on();
  }
}

/** Of a passphrase nobody here has the key. */
function hasKeyHere({ keyMode }: VaultRow): boolean {
  return keyMode !== 'passphrase';
}

const verified = z.object({ oldKeyOpens: z.boolean().nullable(), at: z.string(), words: z.string() });

/** What came of the old key on what was left of the file. What could not be tried there is tried once more without it. */
async function verify({ db, params, outputs, signal }: Step): Promise<z.infer<typeof verified>> {
  const vault = await readVaultRow(db, params.vaultId);
  const { id } = vault;
  const { methods, oldKeyOpens } = shredded.parse(outputs.shred);
  const at = () => new Date().toISOString();
  const untried = untriedWords(vault.keyMode, methods);
  if (untried) return { oldKeyOpens: null, at: at(), words: untried };
  if (oldKeyOpens !== null) {
    return {
      oldKeyOpens,
      at: at(),
      words: 'tried on the file after it was overwritten, before it was removed',
    };
  }
  const answer = await withVaultKey(db, { vaultId: id }, (key) =>
    testKeyOnNode(nodeOf(vault), { id, key }, { signal }),
  ).catch(cannotTry);
  if (answer instanceof AppError) return { oldKeyOpens: null, at: at(), words: answer.message };
  return { oldKeyOpens: answer.opens, at: at(), words: answer.opens ? 'it opens' : (answer.reason ?? '') };
}

/** A key that cannot be unwrapped opens nothing either. */
function cannotTry(error: unknown): AppError {
  if (error instanceof AppError) return error;
  throw error;
}
