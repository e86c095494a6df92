import type { Ctx } from '#server/context.ts';
import { hideProvider } from './hide-provider.ts';
import { queuePositions } from './queue-positions.ts';
import type { JobView } from './schema.ts';
import { type JobRow, toJobView } from './to-job-view.ts';

/** Rows of jobs as this reader may see them, with the places of those that wait. */
export async function toJobViews(ctx: Ctx, rows: readonly JobRow[]): Promise<JobView[]> {
  const queued = rows.filter(({ state }) => state === 'queued').map(({ id }) => id);
  const [places, isHidden] = await Promise.all([queuePositions(ctx.db, queued), hideProvider(ctx, rows)]);
  const { actor } = ctx;
  const now = ctx.now();
  return rows.map((row) =>
    toJobView(row, {
      actor,
      now,
      hidesActor: isHidden(row),
      queuePosition: places.get(row.id) ?? null,
    }),
  );
}
