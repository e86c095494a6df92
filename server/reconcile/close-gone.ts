import type { Tx } from '#server/db.ts';
import { notifyChange } from '#server/events/notify-change.ts';
import type { Difference } from './difference.ts';
import type { Finding } from './find-differences.ts';

type Input = Pick<Finding, 'judged' | 'failedKinds'> & { differences: readonly Difference[]; now: Date };

/**
 * Closes the entries of what was looked at and is not different any more; an ignored one too, so that it is
 * told of when it comes again.
 */
export async function closeGone(tx: Tx, { judged, failedKinds, differences, now }: Input): Promise<void> {
  const still = new Set(differences.map(({ kind, subjectKey }) => `${kind} ${subjectKey}`));
  const unjudged = new Set(
    judged.flatMap(({ kinds, unjudged }) => kinds.flatMap((kind) => unjudged.map((key) => `${kind} ${key}`))),
  );
  const kinds = judged.flatMap((end) => end.kinds).filter((kind) => !failedKinds.has(kind));
  const entries = await tx.finding.findMany({
    where: { kind: { in: kinds }, OR: [{ state: 'open' }, { state: 'settled', outcome: 'ignored' }] },
    select: { id: true, kind: true, subjectKey: true },
  });
  for (const { id, kind, subjectKey } of entries) {
    const key = `${kind} ${subjectKey}`;
    if (still.has(key) || unjudged.has(key)) continue;
    const { count } = await tx.finding.updateMany({
      where: { id, state: { in: ['open', 'settled'] } },
      data: { state: 'gone', closedAt: now },
    });
    if (count > 0) await notifyChange(tx, { topic: 'finding', id, tenantId: null });
  }
}
