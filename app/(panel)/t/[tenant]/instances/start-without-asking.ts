import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import { startInstance } from '#server/instances/start-instance.ts';

/** Starts one of many: there is no place to ask for the passphrase of each vault, so that is said instead. */
export async function startWithoutAsking(ctx: Ctx, id: string): Promise<void> {
  try {
    await startInstance(ctx, { id });
  } catch (error) {
    const isSecret = error instanceof AppError && error.reason === 'vault-passphrase-missing';
    throw isSecret ? new AppError(error.code, 'vault-passphrase-each') : error;
  }
}
