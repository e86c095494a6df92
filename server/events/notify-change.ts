import type { Tx } from '#server/db.ts';

export type Topic =
  | 'instance'
  | 'vault'
  | 'job'
  | 'tenant'
  | 'plan'
  | 'image'
  | 'node'
  | 'finding'
  | 'ssh-key'
  | 'registry'
  | 'upload'
  | 'session'
  | 'sample';

/** Something changed; `tenantId` null is for operators only. Ids and nothing else: listeners read anew. */
export type Change = { topic: Topic; id: string; tenantId: string | null };

export const changeChannel = 'berth_change';

/** For statements that change something and tell of it in one go. */
export function changeText(change: Change): string {
  return JSON.stringify(change);
}

/** Tells every web process. Inside a transaction it goes out at commit, and not at all on rollback. */
export async function notifyChange(tx: Tx, change: Change): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify(${changeChannel}, ${changeText(change)})`;
}
