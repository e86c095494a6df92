import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import { loadInstance } from './load-instance.ts';
import type { InstanceView } from './schema.ts';
import { type InstanceAction, whyNot } from './states.ts';

/** The instance, for somebody who may do this with it in the state that it is in. Throws the reason why not. */
export async function loadFor(ctx: Ctx, action: InstanceAction, id: string): Promise<InstanceView> {
  const permission = action === 'console' ? 'instance.console' : 'instance.manage';
  const instance = await loadInstance(ctx, id, permission);
  const refusal = whyNot(action, instance);
  if (refusal) throw new AppError(refusal.code, refusal.reason, refusal.params);
  return instance;
}
