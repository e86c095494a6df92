import type { Facts } from '#server/audit/facts-schema.ts';
import { record } from '#server/audit/record.ts';
import type { Ctx } from '#server/context.ts';
import type { InstanceView } from '#server/instances/schema.ts';
import { cleanText } from './clean-text.ts';

/** What somebody does inside a guest, written down before it is done: afterwards it could not be taken back. */
export async function recordInside(
  ctx: Ctx,
  instance: InstanceView,
  verb: string,
  details: Facts,
): Promise<void> {
  const clean = Object.entries(details).map(([key, value]) => [
    key,
    typeof value === 'string' ? cleanText(value, 300) : value,
  ]);
  await record(ctx, ctx.db, {
    action: `instance.${verb}`,
    tenantId: instance.tenant.id,
    targetKind: 'instance',
    targetId: instance.id,
    targetName: instance.name,
    details: Object.fromEntries(clean),
  });
}
