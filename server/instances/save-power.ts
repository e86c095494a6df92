import type { Tx } from '#server/db.ts';
import { noWhy } from '#server/why/why.ts';

/** Started because somebody asked for it: that is what it comes back to after a suspension, too. */
export async function saveRunning(tx: Tx, id: string): Promise<void> {
  await tx.instance.updateMany({
    where: { id },
    data: { state: 'running', ...noWhy, startedAt: new Date(), wantsRunning: true },
  });
}

export async function saveStopped(tx: Tx, id: string): Promise<void> {
  await tx.instance.updateMany({
    where: { id },
    data: { state: 'stopped', ...noWhy, startedAt: null, wantsRunning: false },
  });
}
