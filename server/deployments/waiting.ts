import { Prisma, type Tx } from '#server/db.ts';
import { liveJobStates } from '#server/jobs/states.ts';
import { noWhy, whyFor } from '#server/why/why.ts';

const live = Prisma.raw(liveJobStates.map((state) => `'${state}'`).join(', '));

/**
 * Whether the first version of an instance still waits for those of others, which its row then says. An instance that
 * is gone is not waited for. The row of the one that waits is held, so that of two that end at the same moment the
 * later one sees the other.
 */
export async function isWaiting(tx: Tx, instanceId: string): Promise<boolean> {
  const others = await tx.$queryRaw<{ name: string }[]>`
    WITH held AS (SELECT "waitsFor" FROM "Instance" WHERE "id" = ${instanceId}::uuid FOR NO KEY UPDATE)
    SELECT i.name FROM held, "Instance" i
    WHERE i.id = ANY(held."waitsFor") AND NOT EXISTS (
      SELECT 1 FROM "Deployment" d WHERE d."instanceId" = i.id AND d.state IN ('current', 'former'))
    ORDER BY i.name`;
  const names = others.map(({ name }) => name).join(', ');
  const why = others.length > 0 ? whyFor('deployment-waits', { names }) : noWhy;
  await tx.deployment.updateMany({ where: { instanceId, state: 'waiting' }, data: why });
  return others.length > 0;
}

/** Those whose first version waits for this instance's, and that are at rest; their rows are held. */
export function findWaiting(tx: Tx, instanceId: string): Promise<{ id: string }[]> {
  return tx.$queryRaw`
    SELECT i.id FROM "Instance" i
    WHERE i."waitsFor" @> ARRAY[${instanceId}::uuid] AND i.state = 'running'
      AND (SELECT d.state FROM "Deployment" d WHERE d."instanceId" = i.id ORDER BY d.number DESC LIMIT 1) = 'waiting'
      AND NOT EXISTS (
        SELECT 1 FROM "Job" j WHERE j."subjectKey" = 'instance:' || i.id AND j.state IN (${live}))
    ORDER BY i.id FOR NO KEY UPDATE OF i`;
}
