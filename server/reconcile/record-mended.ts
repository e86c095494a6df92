import type { Prisma, Tx } from '#server/db.ts';
import { notifyChange } from '#server/events/notify-change.ts';
import type { FindingDetails, FindingKind, Outcome } from './schema.ts';

export type MendedEntry = {
  kind: FindingKind;
  subjectKey: string;
  subject: string;
  tenantId: string | null;
  instanceId?: string | null;
  details: FindingDetails;
  outcome: Outcome;
};

/** Somebody who keeps changing a thing back makes one entry of it, not one a minute. */
const togetherMs = 3_600_000;

/** An entry of something that was put right: an open one of the same is closed, a fresh one counted up. */
export async function recordMended(tx: Tx, entry: MendedEntry, now = new Date()): Promise<void> {
  const { kind, subjectKey, details, outcome } = entry;
  const former = await tx.finding.findFirst({
    where: {
      ...{ kind, subjectKey },
      OR: [{ state: 'open' }, { state: 'mended', closedAt: { gt: new Date(now.getTime() - togetherMs) } }],
    },
    orderBy: { foundAt: 'desc' },
    select: { id: true, state: true, details: true },
  });
  const times = former?.state === 'mended' ? timesOf(former.details) + 1 : undefined;
  const data = {
    ...{ state: 'mended', outcome, closedAt: now, seenAt: now },
    details: { ...details, ...(times && { times }) },
  };
  const { id } = former
    ? await tx.finding.update({ where: { id: former.id }, data, select: { id: true } })
    : await tx.finding.create({ data: { ...entry, ...data, foundAt: now }, select: { id: true } });
  await notifyChange(tx, { topic: 'finding', id, tenantId: null });
}

function timesOf(details: Prisma.JsonValue): number {
  const times = (details as FindingDetails | null)?.times;
  return times ?? 1;
}
