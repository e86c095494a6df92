import type { Db } from '#server/db.ts';
import type { KindComparison } from './schema.ts';

/** What the benchmark of kinds found when it was run last, by kind. */
export async function readSpeeds(db: Db): Promise<Map<string, NonNullable<KindComparison['speed']>>> {
  const rows = await db.kindSpeed.findMany();
  return new Map(
    rows.map(({ kind, measuredAt, ...found }) => [kind, { ...found, measuredAt: measuredAt.toISOString() }]),
  );
}
