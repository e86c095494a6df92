import { record } from '#server/audit/record.ts';
import type { Ctx } from '#server/context.ts';
import type { Tx } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { notifyChange } from '#server/events/notify-change.ts';
import { seal } from '#server/secrets/seal.ts';
import { loadRegistry } from './load-registry.ts';
import { parseCa } from './parse-ca.ts';
import { refuseHalfLogin } from './refuse-half-login.ts';
import { registryView, selectRegistry } from './registry-view.ts';
import type { RegistryView, UpdateRegistryInput } from './schema.ts';

/**
 * Changes a login; what is not said stays. A password goes with its username: another one needs a password of its own.
 * Versions that are deployed already go on; the next one signs in with this.
 */
export async function updateRegistry(ctx: Ctx, input: UpdateRegistryInput): Promise<RegistryView> {
  const { id, tenantId, host } = await loadRegistry(ctx, input.id, 'instance.manage');
  return ctx.db.$transaction(async (tx) => {
    const data = await changed(tx, id, input, ctx.now());
    const row = await tx.registryLogin.update({ where: { id }, data, select: selectRegistry });
    const target = { targetKind: 'registry', targetId: id, targetName: host };
    const details = {
      username: row.username,
      hasNewPassword: Boolean(input.password),
      hasCa: row.caPem !== null,
    };
    await record(ctx, tx, { action: 'registry.update', tenantId, ...target, details });
    await notifyChange(tx, { topic: 'registry', id, tenantId });
    return registryView(row);
  });
}

async function changed(tx: Tx, id: string, input: UpdateRegistryInput, now: Date) {
  await tx.$queryRaw`SELECT id FROM "RegistryLogin" WHERE id = ${id}::uuid FOR UPDATE`;
  const former = await tx.registryLogin.findUnique({ where: { id }, select: selectRegistry });
  if (!former) throw new AppError('not-found', 'not-found');
  const username = input.username === undefined ? former.username : input.username || null;
  const kept = username === former.username ? former.password : null;
  const password = input.password ? seal(input.password, id) : kept;
  const caPem = input.caPem === undefined ? former.caPem : input.caPem ? parseCa(input.caPem, now) : null;
  refuseHalfLogin({ username, hasPassword: password !== null, caPem });
  return { username, password, caPem };
}
