import type { Tx } from '#server/db.ts';
import type { ShredFacts } from './receipt-schema.ts';
import { signReceipt } from './sign-receipt.ts';
import { readySigningKey } from './signing-key.ts';

/**
 * Signs and keeps the receipt of a vault, for the owners of its tenant also when that is gone. Once there is one it
 * stays as it is, whatever is asked again: a job that runs this step a second time changes nothing. Gives its id.
 */
export async function saveReceipt(
  tx: Pick<Tx, 'shredReceipt' | 'member'>,
  facts: ShredFacts,
): Promise<string> {
  const { vault, tenant, shred } = facts;
  const owners = await tx.member.findMany({
    where: { tenantId: tenant.id, role: 'owner' },
    select: { userId: true },
  });
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
      readers: { create: owners },
    },
    select: { id: true },
  });
  return id;
}
