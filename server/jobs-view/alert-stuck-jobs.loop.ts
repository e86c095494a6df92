import { z } from 'zod';
import { record } from '#server/audit/record.ts';
import type { Ctx } from '#server/context.ts';
import type { Tx } from '#server/db.ts';
import { canMail, sendMail } from '#server/mail/send-mail.ts';
import { getJob } from './get-job.ts';
import { listLeftovers } from './list-leftovers.ts';
import { stuckMail } from './stuck-mail.ts';

export const alertStuckJobsEverySeconds = 10;

/** Any number, the same in every worker: one at a time tells of stuck jobs. */
const lockKey = 7_220_351;
const mostAtOnce = 20;
const timeoutMs = 120_000;
const hourMs = 3_600_000;

/**
 * Mails every admin of each job that has become stuck, once each time that it does: the entry in the audit that
 * says so is what tells those that were told of. A mail that no server took is tried again with the next pass.
 */
export async function alertStuckJobs(ctx: Ctx): Promise<void> {
  if (!canMail() || (await findUntold(ctx.db)).length === 0) return;
  await ctx.db.$transaction(
    async (tx) => {
      const [lock] = await tx.$queryRaw<{ isMine: boolean }[]>`
        SELECT pg_try_advisory_xact_lock(${lockKey}::bigint) AS "isMine"`;
      if (!lock?.isMine) return;
      // Another worker may have told of them a moment ago.
      for (const untold of await findUntold(tx)) await tell(ctx, untold);
    },
    { timeout: timeoutMs },
  );
}

type Untold = { id: string; since: string };

async function findUntold(db: Tx): Promise<Untold[]> {
  const stuck = await db.job.findMany({
    where: { state: 'stuck', finishedAt: { not: null } },
    orderBy: { finishedAt: 'asc' },
    take: mostAtOnce,
    select: { id: true, finishedAt: true },
  });
  const first = stuck[0]?.finishedAt;
  if (!first) return [];
  const told = await db.auditEntry.findMany({
    where: {
      ...{ action: 'job.alert', targetId: { in: stuck.map(({ id }) => id) } },
      // For the sake of the index; the clocks of two machines may differ.
      at: { gte: new Date(first.getTime() - hourMs) },
    },
    select: { targetId: true, details: true },
  });
  const known = new Set(told.map(({ targetId, details }) => `${targetId} ${sinceOf(details)}`));
  return stuck
    .map(({ id, finishedAt }) => ({ id, since: finishedAt?.toISOString() ?? '' }))
    .filter(({ id, since }) => !known.has(`${id} ${since}`));
}

function sinceOf(details: unknown): string {
  return z.object({ since: z.string() }).safeParse(details).data?.since ?? '';
}

async function tell(ctx: Ctx, { id, since }: Untold): Promise<void> {
  const [job, left, admins] = await Promise.all([
    getJob(ctx, id),
    listLeftovers(ctx, { id }),
    ctx.db.user.findMany({ where: { isOperator: true }, select: { email: true, locale: true } }),
  ]);
  const sent = await Promise.all(
    admins.map(({ email, locale }) => sendMail(ctx.log, { to: email, ...stuckMail(job, left, locale) })),
  );
  const mails = sent.filter(Boolean).length;
  if (mails === 0) return;
  // Written beside the lock's transaction: told is told, whatever becomes of the others.
  await record(ctx, ctx.db, {
    action: 'job.alert',
    targetKind: 'job',
    targetId: id,
    targetName: job.subject,
    details: { kind: job.kind, since, mails },
  });
}
