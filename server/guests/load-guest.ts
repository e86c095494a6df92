import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import type { InstanceRef } from '#server/incus/instance.ts';
import { loadInstance } from '#server/instances/load-instance.ts';
import type { InstanceView } from '#server/instances/schema.ts';
import { projectName } from '#server/networks/network-names.ts';
import { type Inside, whyNotInside } from './states.ts';

/** A guest whose inside may be seen now, by somebody who may also have a terminal in it. Throws the reason why not. */
export async function loadGuest(
  ctx: Ctx,
  what: Inside,
  id: string,
): Promise<{ instance: InstanceView; ref: InstanceRef }> {
  const instance = await loadInstance(ctx, id, 'instance.console');
  const refusal = whyNotInside(what, instance);
  if (refusal) throw new AppError(refusal.code, refusal.reason, refusal.params);
  return { instance, ref: { project: projectName(instance.tenant.slug), name: instance.name } };
}
