import type { Tx } from '#server/db.ts';

const unlessSaid = 7;

/** The installation's days between the wish to end something and its end; 0: at once. */
export async function graceDays(tx: Pick<Tx, 'settings'>): Promise<number> {
  const settings = await tx.settings.findUnique({ where: { id: 1 }, select: { vaultGraceDays: true } });
  return settings?.vaultGraceDays ?? unlessSaid;
}
