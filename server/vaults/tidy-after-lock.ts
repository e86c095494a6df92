import type { Db } from '#server/db.ts';
import { forEachAtOnce } from '#server/for-each-at-once.ts';
import type { Engine } from '#server/incus/engine.ts';
import { isEngineError } from '#server/incus/engine-error.ts';
import { clearConsoleLog } from '#server/incus/instance-console.ts';
import { isPassing } from '#server/jobs/is-passing.ts';
import { projectName } from '#server/networks/network-names.ts';
import { isNodeError } from '#server/node-shell/node-error.ts';
import { saveHeader } from './save-header.ts';
import { readVaultRow } from './vault-row.ts';

type Tools = { db: Db; engine: Engine; signal?: AbortSignal | undefined };

const atOnce = 4;
/** Locked it is already: nobody waits long for this. */
const timeoutSeconds = 5;

/**
 * After the locking of a vault: what guests wrote to their consoles lies in files of the engine's beside it, in plain, and
 * goes; and what is written in a vault of fscrypt moves what its header says, so the last one is kept. Says whether it
 * was done: an engine or a node that does not answer is no reason to fail what has locked it.
 */
export async function tidyAfterLock({ db, engine, signal }: Tools, vaultId: string): Promise<boolean> {
  const [areEmpty, isKept] = await Promise.all([
    emptyConsoles({ db, engine, signal }, vaultId),
    keepHeader({ db, signal }, vaultId),
  ]);
  return areEmpty && isKept;
}

async function emptyConsoles({ db, engine, signal }: Tools, vaultId: string): Promise<boolean> {
  const inside = await db.instance.findMany({
    where: { vaultId },
    select: { name: true, tenant: { select: { slug: true } } },
  });
  let areEmpty = true;
  await forEachAtOnce(inside, atOnce, async ({ name, tenant }) => {
    const ref = { project: projectName(tenant.slug), name };
    await clearConsoleLog(engine, ref, { signal, timeoutSeconds }).catch((error: unknown) => {
      if (isPassing(error)) areEmpty = false;
      // It has none, as a VM.
      else if (!isEngineError(error)) throw error;
    });
  });
  return areEmpty;
}

async function keepHeader({ db, signal }: Pick<Tools, 'db' | 'signal'>, vaultId: string): Promise<boolean> {
  const vault = await readVaultRow(db, vaultId);
  if (vault.provider !== 'fscrypt' || vault.state !== 'locked') return true;
  try {
    await saveHeader(db, vault, signal);
    return true;
  } catch (error) {
    if (!isNodeError(error)) throw error;
    return !isPassing(error);
  }
}
