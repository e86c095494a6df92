import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import { getRates } from './get-rates.ts';
import { loadInstance } from './load-instance.ts';
import { type Price, priceOfSize } from './price-schema.ts';

/** What an instance costs by the prices of now: its plan's, or those of its size. */
export async function quoteInstance(ctx: Ctx, id: string): Promise<Price> {
  const { plan, ...size } = await loadInstance(ctx, id, 'instance.read');
  const rates = await getRates(ctx);
  if (!plan) return priceOfSize(size, rates);
  const row = await ctx.db.plan.findUnique({
    where: { id: plan.id },
    select: { priceHourMicros: true, priceMonthMicros: true },
  });
  if (!row) throw new AppError('not-found', 'plan-gone');
  return {
    hourMicros: Number(row.priceHourMicros),
    monthMicros: Number(row.priceMonthMicros),
    currency: rates.currency,
  };
}
