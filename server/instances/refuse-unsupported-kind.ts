import type { Tx } from '#server/db.ts';
import { AppError, englishText } from '#server/errors.ts';
import type { InstanceKind } from './kinds/schema.ts';
import { listKinds } from './list-kinds.ts';

/** Throws `refused` with the engine's own reason when no node can run this kind now. */
export async function refuseUnsupportedKind(db: Tx, kind: InstanceKind): Promise<void> {
  const entry = (await listKinds(db)).find((known) => known.kind === kind);
  if (entry?.isSupported) return;
  const detail = entry?.reason ?? englishText(entry?.reasonKey ?? 'kind-no-node', entry?.params);
  throw new AppError('refused', 'kind-not-supported', { detail }, { field: 'kind' });
}
