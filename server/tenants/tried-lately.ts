import type { Ctx } from '#server/context.ts';

const pauseMs = 300_000;

/** Since when a job that has ended was tried lately: it left something to be done, and is not tried anew at once. */
export function pauseBegan({ now }: Pick<Ctx, 'now'>): Date {
  return new Date(now().getTime() - pauseMs);
}

/** Whether such a job has ended a short while ago. */
export async function triedLately(
  ctx: Pick<Ctx, 'db' | 'now'>,
  subjectKey: string,
  kind: string,
): Promise<boolean> {
  const where = { subjectKey, kind, finishedAt: { gt: pauseBegan(ctx) } };
  return (await ctx.db.job.count({ where })) > 0;
}
