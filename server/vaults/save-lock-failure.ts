import type { Db } from '#server/db.ts';
import { AppError, type ErrorReason } from '#server/errors.ts';
import { isNodeError } from '#server/node-shell/node-error.ts';
import type { LockFailureText } from './lock-failure-schema.ts';
import { tellOfVault } from './save-vault-state.ts';

/** Something in it has just begun, or somebody was quicker: then it is not to be locked. */
const nothingWrong: readonly ErrorReason[] = ['vault-in-use', 'vault-close-needs-open'];

type Failed = { id: string; nodeName: string; since: Date };

/**
 * Writes in the row of a vault that it should be locked and why it is not, for everybody who has to know: its key is in a
 * kernel where it should not be. It is tried every few seconds; written is only what is new.
 */
export async function saveLockFailure(
  db: Db,
  { id, nodeName, since }: Failed,
  error: unknown,
): Promise<void> {
  const failure = failureOf(error, nodeName);
  if (!failure) return;
  const text = JSON.stringify(failure);
  await db.$transaction(async (tx) => {
    const count = await tx.$executeRaw`
      UPDATE "Vault" SET "lockDueAt" = coalesce("lockDueAt", ${since}), "lockFailure" = ${text}::jsonb
      WHERE "id" = ${id}::uuid AND "state" IN ('open', 'closing') AND "lockFailure" IS DISTINCT FROM ${text}::jsonb`;
    if (count > 0) await tellOfVault(tx, id);
  });
}

/** Undefined: nothing is known of the vault by it, as when the database or the engine does not answer. */
function failureOf(error: unknown, node: string): LockFailureText | undefined {
  const said = isNodeError(error, 'unreachable')
    ? new AppError('unavailable', 'vault-node-away', { node }, { forOperators: error.nodeMessage })
    : error;
  if (!(said instanceof AppError) || nothingWrong.includes(said.reason)) return undefined;
  const { reason, params, message, forOperators = null } = said;
  return { reason, params, message, forOperators };
}
