import { authorize } from '#server/auth/authorize.ts';
import type { Permission } from '#server/auth/permissions.ts';
import type { Ctx } from '#server/context.ts';
import type { Tx } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { parseId } from '#server/parse-id.ts';
import type { VaultView } from './schema.ts';
import { type VaultAction, whyNotVault } from './states.ts';
import { queryVaults } from './vault-select.ts';

/** The vault, for somebody who may do this with it. Throws `not-found` for everybody else. */
export async function loadVault(ctx: Ctx, id: string, permission: Permission): Promise<VaultView> {
  if (ctx.actor.kind === 'visitor') throw new AppError('unauthenticated', 'unauthenticated');
  const [vault] = await queryVaults(ctx.db, { id: parseId(id) }, ctx.actor);
  if (!vault) throw new AppError('not-found', 'not-found');
  authorize(ctx, vault.tenant.id, permission);
  return vault;
}

/** The permission that each action asks for. */
const permissions: Record<VaultAction, Permission> = {
  open: 'vault.open',
  close: 'vault.open',
  'start-in': 'instance.manage',
  grow: 'vault.manage',
  'move-in': 'instance.manage',
  'move-out': 'instance.manage',
  'set-passphrase': 'vault.manage',
  'change-passphrase': 'vault.manage',
  'remove-passphrase': 'vault.manage',
  repair: 'vault.open',
  shred: 'vault.end',
  'take-back': 'vault.end',
};

/** The same in a state that allows the action. Throws the reason why not. */
export async function loadVaultFor(ctx: Ctx, action: VaultAction, id: string): Promise<VaultView> {
  const vault = await loadVault(ctx, id, permissions[action]);
  refuseIn(action, vault);
  return vault;
}

/** Once more, with the row held until the transaction ends. */
export async function holdVaultFor(tx: Tx, action: VaultAction, id: string): Promise<VaultView> {
  await tx.$queryRaw`SELECT 1 FROM "Vault" WHERE "id" = ${id}::uuid FOR UPDATE`;
  const [vault] = await queryVaults(tx, { id });
  if (!vault) throw new AppError('not-found', 'not-found');
  refuseIn(action, vault);
  return vault;
}

function refuseIn(action: VaultAction, vault: VaultView): void {
  const refusal = whyNotVault(action, vault);
  if (refusal) throw new AppError(refusal.code, refusal.reason, refusal.params);
}
