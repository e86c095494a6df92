import { Prisma, type Tx } from '#server/db.ts';
import { liveJobStates } from '#server/jobs/states.ts';
import type { InstanceState } from './schema.ts';

/** What the loop knows of an instance that no job is working on. */
export type IdleRow = {
  id: string;
  tenantId: string;
  tenantSlug: string;
  name: string;
  state: InstanceState;
  nodeId: string | null;
};

/** An instance with a live job is that job's business, and nothing is behind a failed creation. */
export const isIdle = Prisma.sql`i.state <> 'failed' AND NOT EXISTS (
  SELECT 1 FROM "Job" j WHERE j."subjectKey" = 'instance:' || i.id
    AND j.state IN (${Prisma.raw(liveJobStates.map((state) => `'${state}'`).join(', '))}))`;

export async function listIdleRows(db: Tx): Promise<IdleRow[]> {
  return db.$queryRaw<IdleRow[]>`
    SELECT i.id, i."tenantId", t.slug AS "tenantSlug", i.name, i.state, i."nodeId" FROM "Instance" i
    JOIN "Tenant" t ON t.id = i."tenantId" WHERE ${isIdle}`;
}

export async function findIdleRow(db: Tx, tenantSlug: string, name: string): Promise<IdleRow | undefined> {
  const [row] = await db.$queryRaw<IdleRow[]>`
    SELECT i.id, i."tenantId", t.slug AS "tenantSlug", i.name, i.state, i."nodeId" FROM "Instance" i
    JOIN "Tenant" t ON t.id = i."tenantId"
    WHERE t.slug = ${tenantSlug} AND i.name = ${name} AND ${isIdle}`;
  return row;
}
