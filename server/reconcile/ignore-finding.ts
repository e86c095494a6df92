import type { z } from 'zod';
import { record } from '#server/audit/record.ts';
import { actorName } from '#server/auth/actor.ts';
import { authorizeOperator } from '#server/auth/authorize.ts';
import type { Ctx } from '#server/context.ts';
import { notifyChange } from '#server/events/notify-change.ts';
import { loadFinding } from './get-finding.ts';
import { loadFindingFor } from './load-finding-for.ts';
import type { FindingView, ignoreFindingInput } from './schema.ts';

/** Somebody has looked and lets it be. It is not told of again before it was gone in between. */
export async function ignoreFinding(
  ctx: Ctx,
  { id: rawId, reason }: z.infer<typeof ignoreFindingInput>,
): Promise<FindingView> {
  authorizeOperator(ctx);
  return ctx.db.$transaction(async (tx) => {
    const { id, kind, subject, details, tenant } = await loadFindingFor(tx, 'ignore', rawId);
    await tx.finding.update({
      where: { id },
      data: {
        ...{ state: 'settled', outcome: 'ignored', actorName: actorName(ctx.actor), closedAt: ctx.now() },
        details: { ...details, reason },
      },
    });
    await record(ctx, tx, {
      action: 'finding.ignore',
      tenantId: tenant?.id ?? null,
      ...{ targetKind: 'finding', targetId: id, targetName: subject },
      details: { kind, reason },
    });
    await notifyChange(tx, { topic: 'finding', id, tenantId: null });
    return loadFinding(tx, id);
  });
}
