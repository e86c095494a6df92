import type { Ctx } from '#server/context.ts';
import { getSettings } from '#server/settings/get-settings.ts';
import type { Rates } from './price-schema.ts';

/** What a size of one's own costs here. */
export async function getRates(ctx: Ctx): Promise<Rates> {
  const settings = await getSettings(ctx);
  return {
    currency: settings.currency,
    vcpuHourMicros: settings.rateVcpuHourMicros,
    memoryGibHourMicros: settings.rateMemoryGibHourMicros,
    diskGibHourMicros: settings.rateDiskGibHourMicros,
  };
}
