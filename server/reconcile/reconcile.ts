import type { Db } from '#server/db.ts';
import type { Engine } from '#server/incus/engine.ts';
import type { Logger } from '#server/log.ts';
import { closeGone } from './close-gone.ts';
import type { Difference } from './difference.ts';
import { findDifferences, messageOf } from './find-differences.ts';
import { pruneFindings } from './prune-findings.ts';
import { readPicture } from './read-picture.ts';
import { recordMended } from './record-mended.ts';
import { recordOpen } from './record-open.ts';
import { Sightings } from './sightings.ts';

type Tools = { db: Db; engine: Engine; log: Logger };
type Options = { sightings?: Sightings; now?: Date; signal?: AbortSignal };
export type Pass = { mended: number; open: number; failures: string[] };

/**
 * One whole look: what can be put right is, and each finding is an entry. May run at any time and beside
 * another: whatever is put right is looked at once more, alone.
 */
export async function reconcile(
  { db, engine, log }: Tools,
  { sightings = new Sightings(), now = new Date(), signal }: Options = {},
): Promise<Pass> {
  const picture = await readPicture({ db, engine, now, signal });
  const found = await findDifferences(picture);
  // What was broken off has seen half of it.
  signal?.throwIfAborted();
  const { differences, failures } = found;
  for (const { checker, error } of failures) log.warn({ err: error, checker }, 'a checker could not look');
  const pass: Pass = { mended: 0, open: 0, failures: failures.map(({ checker }) => checker) };
  sightings.see(differences, now);
  for (const difference of differences.filter((one) => sightings.isRipe(one, now))) {
    signal?.throwIfAborted();
    const end = await settle({ db, engine, log }, difference, now, signal);
    if (end !== 'nothing') pass[end]++;
  }
  await closeGone(db, { ...found, now });
  await pruneFindings(db, now);
  return pass;
}

async function settle(
  { db, engine, log }: Tools,
  difference: Difference,
  now: Date,
  signal: AbortSignal | undefined,
): Promise<'mended' | 'open' | 'nothing'> {
  const { mend, kind, subject } = difference;
  if (!mend) {
    await recordOpen(db, difference, now);
    return 'open';
  }
  try {
    const outcome = await mend({ db, engine, signal });
    if (outcome === undefined) return 'nothing';
    if (!difference.isQuiet) await recordMended(db, { ...entryOf(difference), outcome }, now);
    log.info({ kind, subject, outcome }, 'put right what was different');
    return 'mended';
  } catch (error) {
    if (signal?.aborted) throw error;
    log.warn({ err: error, kind, subject }, 'could not put right what is different');
    const details = { ...difference.details, error: messageOf(error) };
    await recordOpen(db, { ...difference, details }, now);
    return 'open';
  }
}

function entryOf({ kind, subjectKey, subject, tenantId, instanceId = null, details }: Difference) {
  return { kind, subjectKey, subject, tenantId, instanceId, details };
}
