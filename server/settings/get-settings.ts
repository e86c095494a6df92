import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import type { SettingsView } from './schema.ts';

/** What the installation is called and sells by: everybody signed in sees prices. */
export async function getSettings(ctx: Ctx): Promise<SettingsView> {
  if (ctx.actor.kind === 'visitor') throw new AppError('unauthenticated', 'unauthenticated');
  const where = { id: 1 };
  const row =
    (await ctx.db.settings.findUnique({ where })) ??
    (await ctx.db.settings.upsert({ where, create: {}, update: {} }));
  return {
    installationName: row.installationName,
    currency: row.currency,
    rateVcpuHourMicros: Number(row.rateVcpuHourMicros),
    rateMemoryGibHourMicros: Number(row.rateMemoryGibHourMicros),
    rateDiskGibHourMicros: Number(row.rateDiskGibHourMicros),
    vaultGraceDays: row.vaultGraceDays,
    imageServer: row.imageServer,
  };
}
