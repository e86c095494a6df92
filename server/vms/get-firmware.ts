import type { Ctx } from '#server/context.ts';
import { factsOf } from '#server/instances/kinds/schema.ts';
import { loadInstance } from '#server/instances/load-instance.ts';
import { readSettings } from '#server/instances/read-settings.ts';
import { type Firmware, firmware } from './schema.ts';

/** How a VM starts, and what is plugged into it for that. Null for kinds that have no firmware of their own. */
export async function getFirmware(ctx: Ctx, { id }: { id: string }): Promise<Firmware | null> {
  const instance = await loadInstance(ctx, id, 'instance.read');
  if (!factsOf(instance.kind).takesDiscs) return null;
  return firmware.parse(await readSettings(ctx.db, instance));
}
