import type { Ctx } from '#server/context.ts';
import { uniqueViolation } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { lockActiveTenant } from '#server/quotas/lock-active-tenant.ts';
import { authorizeSlug } from '#server/tenants/authorize-slug.ts';
import { insertVault, newVault } from './insert-vault.ts';
import { withVaultKey } from './keys/with-vault-key.ts';
import { makeAndOpen } from './make-and-open.ts';
import { chooseVaultNode } from './node-ability.ts';
import { reserveVaultBytes } from './reserve-vault-bytes.ts';
import type { CreateVaultInput, VaultJobStarted } from './schema.ts';
import { toVaultError } from './to-vault-error.ts';
import { readVaultRow } from './vault-row.ts';

/**
 * Makes a tenant's vault on a node. With a passphrase the provider stores nothing that could open it: its device is
 * made here, while the key is in this process's memory, and the job does the rest.
 */
export async function createVault(ctx: Ctx, input: CreateVaultInput): Promise<VaultJobStarted> {
  const tenantId = await authorizeSlug(ctx, input.tenant, 'vault.manage');
  if (input.instanceId) throw new AppError('invalid', 'vault-instance-foreign', {}, { field: 'instanceId' });
  const { name, sizeBytes, passphrase } = input;
  const node = await chooseVaultNode(ctx.db, input.nodeId);
  const vault = await newVault(passphrase);
  const { vaultId, jobId } = await ctx.db
    .$transaction(async (tx) => {
      const locked = await lockActiveTenant(tx, tenantId);
      await reserveVaultBytes(tx, tenantId, { sizeBytes }, locked);
      return insertVault(ctx, tx, { vault, tenantId, node, name, sizeBytes });
    })
    .catch((error: unknown) => refuseTaken(error, name));
  if (passphrase) await makeDevice(ctx, vaultId, passphrase);
  return { vaultId, jobId };
}

async function makeDevice(ctx: Ctx, vaultId: string, passphrase: string): Promise<void> {
  const row = await readVaultRow(ctx.db, vaultId);
  try {
    await withVaultKey(ctx.db, { vaultId, passphrase }, (key) => makeAndOpen(row, key));
  } catch (error) {
    // Nobody else could make it: its job sees that the key is gone, and takes the rest away at once.
    await ctx.db.vaultKey.deleteMany({ where: { vaultId } });
    throw toVaultError(error, row);
  }
}

function refuseTaken(error: unknown, name: string): never {
  const index = uniqueViolation(error);
  if (index === undefined) throw error;
  const isName = index.includes('name');
  const reason = isName ? 'vault-name-taken' : 'vault-exists';
  throw new AppError('conflict', reason, { name }, { field: isName ? 'name' : 'nodeId', cause: error });
}
