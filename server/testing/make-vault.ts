import { randomBytes, randomUUID } from 'node:crypto';
import type { Db, Prisma } from '#server/db.ts';
import { prepareVaultKey } from '#server/vaults/keys/prepare-vault-key.ts';
import { makeTenant } from './make-tenant.ts';

type Over = Partial<Prisma.VaultUncheckedCreateInput> & { passphrase?: string };

/** The rows of a locked vault with a key, for a tenant and a node of its own unless they are named. */
export async function makeVault(db: Db, { passphrase, ...over }: Over = {}) {
  const id = over.id ?? randomUUID();
  const tenantId = over.tenantId ?? (await makeTenant(db)).id;
  const nodeId =
    over.nodeId ?? (await db.node.create({ data: { name: `n-${randomBytes(5).toString('hex')}` } })).id;
  const { key, ...mode } = await prepareVaultKey(id, { passphrase });
  return db.vault.create({
    data: {
      id,
      tenantId,
      nodeId,
      name: `v-${randomBytes(5).toString('hex')}`,
      provider: 'fscrypt',
      sizeBytes: 10 * 1024 ** 3,
      pool: `berth-test-${id}`,
      state: 'locked',
      ...mode,
      key: { create: key },
      ...over,
    },
  });
}
