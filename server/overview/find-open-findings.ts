import type { Tx } from '#server/db.ts';
import type { FindingView } from '#server/reconcile/schema.ts';
import { toFindingViews } from '#server/reconcile/to-finding-view.ts';
import type { Some } from './schema.ts';

const shown = 5;
/** What is told of in words of its own: nodes and images that are not there. */
const toldElsewhere = ['node-offline', 'image-missing'];

/** What the loops found and cannot put right by themselves, the newest first. */
export async function findOpenFindings(tx: Tx): Promise<Some<FindingView>> {
  const where = { state: 'open', kind: { notIn: toldElsewhere } };
  const [total, rows] = await Promise.all([
    tx.finding.count({ where }),
    tx.finding.findMany({ where, orderBy: { foundAt: 'desc' }, take: shown }),
  ]);
  return { items: await toFindingViews(tx, rows), total };
}
