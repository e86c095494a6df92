import type { Tx } from '#server/db.ts';
import { isoDevice, isoDeviceName } from './iso-device.ts';

/** The drives of an instance with the discs that our rows say are in them, for an engine that has none of them. */
export async function attachedDiscs(
  tx: Tx,
  instanceId: string,
): Promise<Record<string, Record<string, string>>> {
  const attachments = await tx.isoAttachment.findMany({
    where: { instanceId },
    select: { isoId: true, bootsFirst: true, iso: { select: { pool: true } } },
  });
  return Object.fromEntries(
    attachments.map(({ isoId, bootsFirst, iso }) => [
      isoDeviceName(isoId),
      isoDevice(isoId, iso.pool, bootsFirst),
    ]),
  );
}
