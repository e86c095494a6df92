import { authorize } from '#server/auth/authorize.ts';
import type { Permission } from '#server/auth/permissions.ts';
import type { Ctx } from '#server/context.ts';
import type { Tx } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { parseId } from '#server/parse-id.ts';
import type { IsoState } from './schema.ts';
import { type IsoAction, whyNotIso } from './states.ts';

const select = {
  ...{ id: true, tenantId: true, nodeId: true, name: true, pool: true, sizeBytes: true, state: true },
  tenant: { select: { slug: true } },
  _count: { select: { attachments: true } },
} as const;

/** The disc, for somebody who may do this with it. Throws `not-found` for everybody else. */
export async function loadIso(ctx: Ctx, id: string, permission: Permission) {
  if (ctx.actor.kind === 'visitor') throw new AppError('unauthenticated', 'unauthenticated');
  const iso = await ctx.db.iso.findUnique({ where: { id: parseId(id) }, select });
  if (!iso) throw new AppError('not-found', 'not-found');
  authorize(ctx, iso.tenantId, permission);
  return iso;
}

/** Holds its row until the transaction ends, so that it is not deleted while it is put into a drive. Throws why not. */
export async function holdIso(tx: Tx, action: IsoAction, id: string) {
  await tx.$queryRaw`SELECT 1 FROM "Iso" WHERE "id" = ${id}::uuid FOR UPDATE`;
  const iso = await tx.iso.findUnique({ where: { id }, select });
  if (!iso) throw new AppError('not-found', 'not-found');
  const { name, state, _count } = iso;
  const refusal = whyNotIso(action, { name, state: state as IsoState, instances: _count.attachments });
  if (refusal) throw new AppError('wrong-state', refusal.reason, refusal.params);
  return iso;
}
