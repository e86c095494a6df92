import type { Tx } from '#server/db.ts';
import type { Instance } from '#server/incus/instance.ts';

type Disk = Pick<Instance, 'expandedDevices'>;

/** The vault of this tenant that the disk of an instance of the engine is in. Null: it is in none. */
export async function findVaultOf(
  tx: Pick<Tx, 'vault'>,
  tenantId: string,
  { expandedDevices: { root } }: Disk,
): Promise<string | null> {
  if (!root?.pool) return null;
  const where = { tenantId, pool: root.pool, state: { not: 'shredded' } };
  return (await tx.vault.findFirst({ where, select: { id: true } }))?.id ?? null;
}
