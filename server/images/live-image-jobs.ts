import type { Tx } from '#server/db.ts';
import { liveJobStates } from '#server/jobs/states.ts';
import type { ImageView } from './schema.ts';

type Row = { imageId: string; id: string; kind: string; note: string | null };
const kinds = ['create-image', 'copy-image', 'delete-image'];

/** What is being done to each of the images, by their ids. */
export async function liveImageJobs(
  db: Tx,
  imageIds: readonly string[],
): Promise<Map<string, ImageView['job']>> {
  if (imageIds.length === 0) return new Map();
  const rows = await db.$queryRaw<Row[]>`
    SELECT j."params"->>'id' AS "imageId", j."id", j."kind",
      (SELECT max(s."note") FROM "JobStep" s WHERE s."jobId" = j."id" AND s."state" = 'running') AS "note"
    FROM "Job" j
    WHERE j."state" = ANY(${[...liveJobStates]}) AND j."kind" = ANY(${kinds})
      AND j."params"->>'id' = ANY(${[...imageIds]})`;
  return new Map(rows.map(({ imageId, ...job }) => [imageId, job]));
}
