import { randomUUID } from 'node:crypto';
import { record } from '#server/audit/record.ts';
import type { Ctx } from '#server/context.ts';
import { uniqueViolation } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { notifyChange } from '#server/events/notify-change.ts';
import { seal } from '#server/secrets/seal.ts';
import { authorizeSlug } from '#server/tenants/authorize-slug.ts';
import { parseCa } from './parse-ca.ts';
import { refuseHalfLogin } from './refuse-half-login.ts';
import { registryView, selectRegistry } from './registry-view.ts';
import type { CreateRegistryInput, RegistryView } from './schema.ts';

/** Keeps how a tenant signs in at a registry, the password sealed. Throws `conflict` when it has that registry already. */
export async function createRegistry(ctx: Ctx, input: CreateRegistryInput): Promise<RegistryView> {
  const tenantId = await authorizeSlug(ctx, input.tenant, 'instance.manage');
  const { host, password } = input;
  const username = input.username || null;
  const caPem = input.caPem ? parseCa(input.caPem, ctx.now()) : null;
  refuseHalfLogin({ username, hasPassword: Boolean(password), caPem });
  const id = randomUUID();
  const sealed = password ? seal(password, id) : null;
  try {
    return await ctx.db.$transaction(async (tx) => {
      const row = await tx.registryLogin.create({
        data: { id, tenantId, host, username, password: sealed, caPem },
        select: selectRegistry,
      });
      const target = { targetKind: 'registry', targetId: id, targetName: host };
      const details = { username, hasCa: caPem !== null };
      await record(ctx, tx, { action: 'registry.create', tenantId, ...target, details });
      await notifyChange(tx, { topic: 'registry', id, tenantId });
      return registryView(row);
    });
  } catch (error) {
    if (!uniqueViolation(error)) throw error;
    throw new AppError('conflict', 'registry-taken', { host }, { field: 'host', cause: error });
  }
}
