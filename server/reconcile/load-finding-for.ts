import type { Tx } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { loadFinding } from './get-finding.ts';
import type { FindingView } from './schema.ts';
import { type FindingAction, whyNotFinding } from './states.ts';

/** The entry, held until the transaction ends, if this can be done about it now. Throws the reason why not. */
export async function loadFindingFor(tx: Tx, action: FindingAction, id: string): Promise<FindingView> {
  const { id: known } = await loadFinding(tx, id);
  await tx.$queryRaw`SELECT 1 FROM "Finding" WHERE "id" = ${known}::uuid FOR UPDATE`;
  const finding = await loadFinding(tx, known);
  const refusal = whyNotFinding(action, finding);
  if (refusal) throw new AppError(refusal.code, refusal.reason, refusal.params);
  return finding;
}
