import { authorize } from '#server/auth/authorize.ts';
import type { Permission } from '#server/auth/permissions.ts';
import type { Ctx } from '#server/context.ts';
import { Prisma } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { parseId } from '#server/parse-id.ts';
import { queryInstances } from './query-instances.ts';
import type { InstanceView } from './schema.ts';

/** The instance, for somebody who may do this with it. Throws `not-found` for everybody else. */
export async function loadInstance(ctx: Ctx, id: string, permission: Permission): Promise<InstanceView> {
  if (ctx.actor.kind === 'visitor') throw new AppError('unauthenticated', 'unauthenticated');
  const [instance] = await queryInstances(
    ctx.db,
    Prisma.sql`SELECT i.* FROM "Instance" i WHERE i.id = ${parseId(id)}::uuid`,
  );
  if (!instance) throw new AppError('not-found', 'not-found');
  authorize(ctx, instance.tenant.id, permission);
  return instance;
}
