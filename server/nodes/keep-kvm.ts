import type { Tx } from '#server/db.ts';

/** What a shell on a node has found out about KVM, by trying it (docs/operating/unikernels.md). */
export async function keepKvm(db: Tx, nodeId: string | null, hasKvm: boolean, now: Date): Promise<void> {
  if (nodeId === null) return;
  await db.node.updateMany({ where: { id: nodeId }, data: { hasKvm, kvmSeenAt: now } });
}
