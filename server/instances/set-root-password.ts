import { record } from '#server/audit/record.ts';
import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import { isEngineError } from '#server/incus/engine-error.ts';
import { projectName } from '#server/networks/network-names.ts';
import { applyRootPassword } from './apply-root-password.ts';
import { loadFor } from './load-for.ts';
import { hashRootPassword, newRootPassword } from './root-password.ts';

/**
 * Gives root a new random password, in the running guest, at once. The answer is the only place that
 * ever holds it; under a key another try sets the same one again, and answers it.
 */
export async function setRootPassword(ctx: Ctx, { id }: { id: string }): Promise<{ rootPassword: string }> {
  const { name, tenant, ...instance } = await loadFor(ctx, 'set-root-password', id);
  const rootPassword = (await ctx.draft?.(newRootPassword)) ?? newRootPassword();
  const target = { id: instance.id, name, project: projectName(tenant.slug) };
  // First: a password that was set and cannot be recorded would never be told.
  await record(ctx, ctx.db, {
    action: 'instance.set-root-password',
    tenantId: tenant.id,
    targetKind: 'instance',
    targetId: instance.id,
    targetName: name,
  });
  await apply(ctx, target, hashRootPassword(rootPassword));
  return { rootPassword };
}

async function apply(ctx: Ctx, target: Parameters<typeof applyRootPassword>[1], hash: string): Promise<void> {
  try {
    await applyRootPassword(ctx.engine, target, hash);
  } catch (error) {
    if (!isEngineError(error)) throw error;
    const detail = error.engineMessage;
    if (error.kind === 'unavailable') {
      throw new AppError('unavailable', 'engine-unavailable', { detail }, { cause: error });
    }
    throw new AppError('refused', 'engine-refused', { detail }, { cause: error });
  }
}
