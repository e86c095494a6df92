import type { Db } from '#server/db.ts';
import { instanceKinds } from '#server/instances/kinds/schema.ts';

/** A row of the benchmark of kinds: `app.rps` with its ratio to the bare process. */
type Row = { name: string; ratio: number | null };

/**
 * Keeps what the benchmark of kinds has just found, in place of what an earlier run did. A kind that was not measured
 * keeps what it has.
 */
export async function saveSpeeds(
  db: Db,
  { rows, machine, at }: { rows: readonly Row[]; machine: string; at: Date },
): Promise<void> {
  const ratioOf = (name: string) => rows.find((row) => row.name === name)?.ratio ?? null;
  for (const kind of instanceKinds) {
    const requests = ratioOf(`${kind}.rps`);
    if (requests === null) continue;
    const found = { requests, calls: ratioOf(`${kind}.syscalls`), machine, measuredAt: at };
    await db.kindSpeed.upsert({ where: { kind }, create: { kind, ...found }, update: found });
  }
}
