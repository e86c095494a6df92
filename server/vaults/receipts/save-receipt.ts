import type { Tx } from '#server/db.ts';
import type { ShredFacts } from './receipt-schema.ts';
import { signReceipt } from './sign-receipt.ts';
import { readySigningKey } from './signing-key.ts';

/**
 * Signs and keeps the receipt of a vault. Once there is one it stays as it is, whatever is asked again: a job that
 * runs this step a second time changes nothing. Gives its id.
 */
export async function saveReceipt(tx: Pick<Tx, 'shredReceipt'>, facts: ShredFacts): Promise<string> {
  const { vault, tenant, shred } = facts;
  const { id } = await tx.shredReceipt.upsert({
    where: { vaultId: vault.id },
    update: {},
    create: {
      vaultId: vault.id,
      vaultName: vault.name,
      tenantId: tenant.id,
      tenantSlug: tenant.slug,
      tenantName: tenant.name,
      shreddedAt: shred.at,
      ...signReceipt(facts, await readySigningKey(tx)),
    },
    select: { id: true },
  });
  return id;
}
