import { authorizeOperator } from '#server/auth/authorize.ts';
import type { Ctx } from '#server/context.ts';
import type { Difference } from './difference.ts';
import { findDifferences } from './find-differences.ts';
import { readPicture } from './read-picture.ts';
import type { DryRun, PlannedDifference } from './schema.ts';
import { Sightings } from './sightings.ts';

/** What a pass would do if it were run now. Reads our rows and the engine, and changes neither. */
export async function planReconcile(ctx: Ctx): Promise<DryRun> {
  authorizeOperator(ctx, 'read');
  const { db, engine } = ctx;
  const now = ctx.now();
  const picture = await readPicture({ db, engine, now });
  const { differences, failures } = await findDifferences(picture);
  const told = await db.finding.findMany({
    where: { OR: [{ state: 'open' }, { state: 'settled', outcome: 'ignored' }] },
    select: { kind: true, subjectKey: true },
  });
  const known = new Set(told.map(({ kind, subjectKey }) => `${kind} ${subjectKey}`));
  const tenants = new Map(picture.tenants.map(({ id, slug, name }) => [id, { id, slug, name }]));
  return {
    items: differences.map((difference) => ({
      kind: difference.kind,
      subjectKey: difference.subjectKey,
      subject: difference.subject,
      tenant: tenants.get(difference.tenantId ?? '') ?? null,
      plan: planOf(difference, known, now),
      details: difference.details,
    })),
    failures: failures.map(({ checker, message }) => ({ checker, message })),
  };
}

function planOf(difference: Difference, known: ReadonlySet<string>, now: Date): PlannedDifference['plan'] {
  if (difference.mend) return 'mend';
  if (known.has(`${difference.kind} ${difference.subjectKey}`)) return 'known';
  // Nobody here knows how old it is: the loop tells of it when it has seen it for a while.
  if (difference.graceFrom === 'first-sight') return 'report';
  return new Sightings().isRipe(difference, now) ? 'report' : 'wait';
}
