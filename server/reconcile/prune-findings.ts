import type { Tx } from '#server/db.ts';

const keptDays = 90;
const dayMs = 86_400_000;

/** Takes away what is long over. An ignored finding that is still there keeps its entry: it says why. */
export async function pruneFindings(tx: Tx, now: Date): Promise<void> {
  const before = new Date(now.getTime() - keptDays * dayMs);
  await tx.finding.deleteMany({
    where: { closedAt: { lt: before }, NOT: { state: 'settled', outcome: 'ignored' } },
  });
}
