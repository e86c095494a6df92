import { record } from '#server/audit/record.ts';
import { authorizeOperator } from '#server/auth/authorize.ts';
import type { Ctx } from '#server/context.ts';
import { notifyChange } from '#server/events/notify-change.ts';
import { parseInput } from '#server/parse-input.ts';
import { getSettings } from './get-settings.ts';
import { type SettingsView, type UpdateSettingsInput, updateSettingsInput } from './schema.ts';

/** Prices change from now on; what has been used already is billed by what held then. */
export async function updateSettings(ctx: Ctx, input: UpdateSettingsInput): Promise<SettingsView> {
  authorizeOperator(ctx);
  const data = parseInput(updateSettingsInput, input);
  await ctx.db.$transaction(async (tx) => {
    await tx.settings.upsert({ where: { id: 1 }, create: data, update: data });
    await record(ctx, tx, {
      action: 'settings.update',
      targetKind: 'settings',
      targetName: data.installationName,
      details: data,
    });
    await notifyChange(tx, { topic: 'plan', id: 'settings', tenantId: null });
  });
  return getSettings(ctx);
}
