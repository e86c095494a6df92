import { actorId, actorName } from '#server/auth/actor.ts';
import type { Ctx } from '#server/context.ts';
import type { Tx } from '#server/db.ts';
import type { Facts } from './facts-schema.ts';

type Entry = {
  /** noun.verb: `instance.create` */
  action: string;
  tenantId?: string | null;
  targetKind: string;
  targetId?: string | null;
  targetName: string;
  details?: Facts;
};

/** Writes who did what to which thing, in the transaction that does it. */
export async function record(ctx: Pick<Ctx, 'actor' | 'ip'>, tx: Tx, entry: Entry): Promise<void> {
  await tx.auditEntry.create({
    data: {
      ...entry,
      tenantId: entry.tenantId ?? null,
      targetId: entry.targetId ?? null,
      actorKind: ctx.actor.kind,
      actorId: actorId(ctx.actor),
      actorName: actorName(ctx.actor),
      ip: ctx.ip ?? null,
    },
  });
}
