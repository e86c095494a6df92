import type { Ctx } from '#server/context.ts';
import { beginHeldJob } from '#server/jobs/begin-held-job.ts';
import { withVaultKey } from './keys/with-vault-key.ts';
import { growOnNode } from './providers/grow-on-node.ts';
import { recordGuess } from './record-guess.ts';
import type { VaultJobStarted, VaultView } from './schema.ts';
import { toVaultError } from './to-vault-error.ts';
import { nodeOf, readVaultRow } from './vault-row.ts';

/** Longer than the node may take. */
const holdSeconds = 90;

type Wish = {
  sizeBytes: number;
  passphrase: string;
  /** Refuses what is beyond the quota. What it does not refuse counts there until the job has ended. */
  askForJob(holdSeconds: number): Promise<VaultJobStarted>;
};

/**
 * The growth of the device of an open LUKS vault, for which cryptsetup wants the key. Its job is asked for first, so that
 * nothing grows that was refused, and begins afterwards: it finds the device grown and writes that down, or fails and so
 * gives back what was kept for it. The same when this process does not live to see it.
 */
export async function growHere(
  ctx: Ctx,
  { id }: VaultView,
  { sizeBytes, passphrase, askForJob }: Wish,
): Promise<VaultJobStarted> {
  const { db } = ctx;
  const row = await readVaultRow(db, id);
  const grow = async (key: Buffer) => {
    const started = await askForJob(holdSeconds);
    try {
      await growOnNode(nodeOf(row), { id, sizeBytes, key });
    } catch (error) {
      throw toVaultError(error, row);
    } finally {
      await beginHeldJob(db, started.jobId);
    }
    return started;
  };
  return recordGuess(ctx, row, () => withVaultKey(db, { vaultId: id, passphrase }, grow));
}
