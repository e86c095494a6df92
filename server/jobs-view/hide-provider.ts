import { isProvider } from '#server/auth/actor.ts';
import type { Ctx } from '#server/context.ts';

type Asked = { tenantId: string | null; actorId: string | null };

/**
 * Whether to say who asked for a job, or did something. To a customer everybody of the provider is the provider, and so is what
 * the panel does by itself; an operator who is a member as well is named. Operators see every name.
 */
export async function hideProvider(
  ctx: Pick<Ctx, 'actor' | 'db'>,
  rows: readonly Asked[],
): Promise<(row: Asked) => boolean> {
  const { actor, db } = ctx;
  if (actor.kind === 'visitor' || isProvider(actor)) return () => false;
  const ids = [...new Set(rows.flatMap(({ actorId }) => actorId ?? []))];
  const operators = await db.user.findMany({
    where: { id: { in: ids }, isOperator: true },
    select: { id: true, members: { select: { tenantId: true } } },
  });
  const tenantsOf = new Map(
    operators.map(({ id, members }) => [id, new Set(members.map(({ tenantId }) => tenantId))]),
  );
  return ({ tenantId, actorId }) => actorId === null || tenantsOf.get(actorId)?.has(tenantId ?? '') === false;
}
