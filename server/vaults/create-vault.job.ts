import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { AppError } from '#server/errors.ts';
import { isEngineError } from '#server/incus/engine-error.ts';
import { createStoragePool, deleteStoragePool, getStoragePool } from '#server/incus/storage-pools.ts';
import { defineJob, type Leftover } from '#server/jobs/define-job.ts';
import { Interrupted } from '#server/jobs/interrupted.ts';
import { isNodeError, type NodeError } from '#server/node-shell/node-error.ts';
import { engineOf } from '#server/tenants/create-tenant.job.ts';
import type { BerthJob, BerthStep } from '#server/tools.ts';
import { withVaultKey } from './keys/with-vault-key.ts';
import { makeAndOpen } from './make-and-open.ts';
import { getVaultFacts } from './providers/get-vault-facts.ts';
import { namePoolOnNode } from './providers/name-pool-on-node.ts';
import { shredOnNode } from './providers/shred-on-node.ts';
import { byJob, recordVaultEvent } from './record-vault-event.ts';
import { saveHeader } from './save-header.ts';
import { tellOfVault } from './save-vault-state.ts';
import { toVaultError } from './to-vault-error.ts';
import { nodeOf, readVaultRow, type VaultRow } from './vault-row.ts';
import { vaultSizeFor } from './vault-size-for.ts';

const params = z.object({ vaultId: z.uuid() });
export type CreateVaultParams = z.infer<typeof params>;
type Step = BerthStep<CreateVaultParams>;

/** How long the key of a vault with a passphrase may be on its way to the node. */
const patienceMs = 30_000;

/** An encrypted device with a pool of the engine on it. It is open when it is made, and locks itself if nobody uses it. */
export const createVaultJob: BerthJob<CreateVaultParams> = defineJob({
  kind: 'create-vault',
  version: 1,
  params,
  steps: [
    { name: 'device', run: makeDevice, undo: destroyDevice, leftBehind: deviceLeft },
    { name: 'header', run: keepHeader },
    { name: 'pool', run: makePool, undo: removePool, leftBehind: poolLeft },
  ],
  async onDone(tx, { vaultId: id }) {
    const openedAt = new Date();
    await tx.vault.update({ where: { id }, data: { state: 'open', openedAt } });
    const made = await tx.job.findFirst({ where: { subjectKey: `vault:${id}`, kind: 'create-vault' } });
    const by = made ? await byJob(tx, made.id) : undefined;
    if (by) await recordVaultEvent(tx, { vaultId: id, what: 'created', by, jobId: made?.id });
    await tellOfVault(tx, id);
  },
  async onFailed(tx, { vaultId }) {
    await tellOfVault(tx, vaultId);
    // What was to be made in it says itself that there is none.
    await tx.instance.updateMany({ where: { vaultId }, data: { vaultId: null } });
    await tx.vault.deleteMany({ where: { id: vaultId } });
  },
});

async function makeDevice(step: Step): Promise<void> {
  const vault = await readVaultRow(step.db, step.params.vaultId);
  if (vault.keyMode === 'passphrase') return awaitDevice(step, vault);
  await withWords(vault, () =>
    withVaultKey(step.db, { vaultId: vault.id }, async (key) => {
      try {
        await makeAndOpen(vault, key, step.lease);
      } catch (error) {
        if (!isNodeError(error, 'full')) throw error;
        await makeAndOpen(await asSmallAsCanBe(step, vault, error), key, step.lease);
      }
    }),
  );
}

/** One that came with its first instance was to have room for more: where there is none, for that alone. */
async function asSmallAsCanBe({ db }: Step, vault: VaultRow, cause: NodeError): Promise<VaultRow> {
  const where = { vaultId: vault.id };
  const { _sum } = await db.instance.aggregate({ where, _sum: { diskBytes: true } });
  const sizeBytes = _sum.diskBytes === null ? vault.sizeBytes : vaultSizeFor(Number(_sum.diskBytes));
  if (sizeBytes >= vault.sizeBytes) throw cause;
  await db.vault.update({ where: { id: vault.id }, data: { sizeBytes } });
  return { ...vault, sizeBytes };
}

/** Of a vault that the customer alone can open: `createVault` makes it, for it has the key in its memory, and nobody else. */
async function awaitDevice({ db, jobId, signal }: Step, vault: VaultRow): Promise<void> {
  const { state } = await getVaultFacts(nodeOf(vault), { id: vault.id }, { signal });
  if (state === 'open') return;
  const { createdAt } = await db.job.findUniqueOrThrow({ where: { id: jobId }, select: { createdAt: true } });
  const keys = await db.vaultKey.count({ where: { vaultId: vault.id } });
  if (keys === 0 || Date.now() - createdAt.getTime() > patienceMs) {
    const forOperators = 'its key was gone before it was made';
    const { name, nodeName: node } = vault;
    throw new AppError('refused', 'vault-node-failed', { name, node }, { forOperators });
  }
  throw new Interrupted('the vault is not made yet', 500);
}

async function destroyDevice({ db, params }: Step): Promise<void> {
  const vault = await readVaultRow(db, params.vaultId);
  await withWords(vault, () => shredOnNode(nodeOf(vault), { id: vault.id }));
}

async function deviceLeft({ db, params, signal }: Step): Promise<Leftover[]> {
  const vault = await readVaultRow(db, params.vaultId);
  const { state } = await getVaultFacts(nodeOf(vault), { id: vault.id }, { signal });
  return state === 'absent' ? [] : [{ thing: 'vault', name: vault.name, place: vault.nodeName, note: state }];
}

async function keepHeader({ db, params, signal }: Step): Promise<void> {
  const vault = await readVaultRow(db, params.vaultId);
  await withWords(vault, () => saveHeader(db, vault, signal));
}

async function makePool(step: Step): Promise<void> {
  const { db, note, lease } = step;
  const vault = await readVaultRow(db, step.params.vaultId);
  const engine = engineOf(step);
  const opened = await getVaultFacts(nodeOf(vault), { id: vault.id }, { signal: lease });
  const status = await poolStatus(step, vault);
  if (status === 'Created') return;
  // The engine ended in the middle of it.
  if (status) await deleteStoragePool(engine, { name: vault.pool });
  await note('the engine makes its pool in the vault');
  const making = createStoragePool(engine, {
    name: vault.pool,
    driver: 'btrfs',
    description: `Berth vault ${vault.id}`,
    config: {
      source: opened.device ?? '',
      // Nothing is in it yet but what an earlier try has left.
      'source.wipe': 'true',
      'user.berth.vault': vault.id,
    },
  });
  await Promise.all([making, nameIt(vault, making, lease)]);
}

/** Where udev runs there is nothing to do; elsewhere the engine would wait ten seconds for a name. */
async function nameIt(vault: VaultRow, making: Promise<void>, signal: AbortSignal): Promise<void> {
  let isMade = false;
  const end = () => {
    isMade = true;
  };
  making.then(end, end);
  while (!isMade && (await namePoolOnNode(nodeOf(vault), { id: vault.id }, { signal })) === null) {
    await delay(100, undefined, { signal });
  }
}

async function removePool(step: Step): Promise<void> {
  const vault = await readVaultRow(step.db, step.params.vaultId);
  if (await poolStatus(step, vault)) await deleteStoragePool(engineOf(step), { name: vault.pool });
}

async function poolLeft(step: Step): Promise<Leftover[]> {
  const vault = await readVaultRow(step.db, step.params.vaultId);
  const status = await poolStatus(step, vault);
  return status ? [{ thing: 'pool', name: vault.pool, note: status.toLowerCase() }] : [];
}

/** Undefined: the engine has no such pool. */
async function poolStatus({ engine }: Pick<Step, 'engine'>, { pool }: VaultRow): Promise<string | undefined> {
  try {
    return (await getStoragePool(engine, { name: pool })).status || 'unknown';
  } catch (error) {
    if (isEngineError(error, 'not-found')) return undefined;
    throw error;
  }
}

async function withWords<T>(vault: VaultRow, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw toVaultError(error, vault);
  }
}
