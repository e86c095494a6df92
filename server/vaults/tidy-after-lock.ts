import type { Db } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
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
 * goes; and what is written in a vault of fscrypt moves what its header says, so the last one is kept. Its row says after
 * which locking that was done: whatever ends in between, the next pass finds what is left.
 */
export async function tidyAfterLock(
  { db, engine, signal }: Tools,
  { id, lockedAt }: { id: string; lockedAt: Date },
): Promise<void> {
  const [areEmpty, isKept] = await Promise.all([
    emptyConsoles({ db, engine, signal }, id),
    keepHeader({ db, signal }, id),
  ]);
  if (areEmpty && isKept) await db.vault.updateMany({ where: { id }, data: { tidiedAt: lockedAt } });
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
  try {
    const vault = await readVaultRow(db, vaultId);
    if (vault.provider === 'fscrypt' && vault.state === 'locked') await saveHeader(db, vault, signal);
    return true;
  } catch (error) {
    // Nobody has told us yet how its node is reached.
    if (error instanceof AppError) return false;
    if (!isNodeError(error)) throw error;
    return !isPassing(error) && error.kind !== 'busy';
  }
}
