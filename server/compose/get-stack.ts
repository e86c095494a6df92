import type { Ctx } from '#server/context.ts';
import { Prisma } from '#server/db.ts';
import { authorizeSlug } from '#server/tenants/authorize-slug.ts';
import type { Why } from '#server/why/schema.ts';
import type { StackMember } from './schema.ts';

type Row = {
  id: string;
  name: string;
  instanceState: string;
  why: Why;
  /** The newest one. */
  deployment: { state: string; why: Why } | null;
};

/** How far the instances of a stack are, in the order in which they were made; none where there is no such stack. */
export async function getStack(
  ctx: Ctx,
  { tenant, stack }: { tenant: string; stack: string },
): Promise<StackMember[]> {
  const tenantId = await authorizeSlug(ctx, tenant, 'instance.read');
  const rows = await ctx.db.$queryRaw<Row[]>`
    SELECT i.id, i.name, i.state AS "instanceState", ${whyColumns('i')} AS why,
      (SELECT json_build_object('state', d.state, 'why', ${whyColumns('d')})
        FROM "Deployment" d WHERE d."instanceId" = i.id ORDER BY d.number DESC LIMIT 1) AS deployment
    FROM "Instance" i WHERE i."tenantId" = ${tenantId}::uuid AND i.stack = ${stack}
    ORDER BY i."createdAt", i.id LIMIT 200`;
  return rows.map(({ id, name, instanceState, why, deployment }) => ({
    ...{ id, name, state: progressOf(instanceState, deployment?.state) },
    // One that could not be made, or is gone, says so itself; else its newest deployment does.
    ...(why.stateReason || !deployment ? why : deployment.why),
  }));
}

function whyColumns(table: 'i' | 'd'): Prisma.Sql {
  const of = Prisma.raw(table);
  return Prisma.sql`json_build_object('stateReason', ${of}."stateReason", 'reason', ${of}.reason,
    'reasonParams', COALESCE(${of}."reasonParams", '{}'))`;
}

function progressOf(instance: string, deployment: string | undefined): StackMember['state'] {
  if (instance === 'failed' || instance === 'lost') return 'failed';
  if (instance === 'creating') return 'making';
  if (deployment === 'failed' || deployment === 'returned') return 'failed';
  if (deployment === 'waiting') return 'waiting';
  return deployment === 'deploying' ? 'deploying' : 'up';
}
