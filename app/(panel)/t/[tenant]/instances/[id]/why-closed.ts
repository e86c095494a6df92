import { errorText } from '#app/_lib/error-text.ts';
import { whyForbidden } from '#app/_lib/why-forbidden.ts';
import type { Ctx } from '#server/context.ts';
import { type Inside, whyNotInside } from '#server/guests/states.ts';
import type { InstanceView } from '#server/instances/schema.ts';

/** Why the reader cannot see the inside of a guest now, in their language; undefined when they can. */
export async function whyClosed(ctx: Ctx, what: Inside, instance: InstanceView): Promise<string | undefined> {
  const forbidden = await whyForbidden(ctx, instance.tenant.id, 'instance.console');
  if (forbidden) return forbidden;
  const refusal = whyNotInside(what, instance);
  return refusal ? errorText(refusal) : undefined;
}
