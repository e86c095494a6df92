import { z } from 'zod';
import { imageServer } from '#server/images/add-schema.ts';
import { moneyMicros, moneyText } from '#server/plans/amounts.ts';
import { vaultGraceDays } from '#server/vaults/schema.ts';

const installationName = z.string().trim().min(1, 'name-required').max(60, 'name-required');
const currency = z
  .string()
  .trim()
  .toUpperCase()
  .refine((code) => Intl.supportedValuesOf('currency').includes(code), 'currency-invalid');

export const updateSettingsInput = z.object({
  installationName,
  currency,
  rateVcpuHourMicros: moneyMicros,
  rateMemoryGibHourMicros: moneyMicros,
  rateDiskGibHourMicros: moneyMicros,
  vaultGraceDays,
  imageServer: imageServer.optional(),
});
export type UpdateSettingsInput = z.infer<typeof updateSettingsInput>;

/** The same as a person types it: money as decimals. */
export const settingsForm = z
  .object({
    installationName,
    currency,
    rateVcpuHour: moneyText,
    rateMemoryGibHour: moneyText,
    rateDiskGibHour: moneyText,
    vaultGraceDays,
    imageServer: imageServer.optional(),
  })
  .transform((form) => ({
    installationName: form.installationName,
    currency: form.currency,
    rateVcpuHourMicros: form.rateVcpuHour,
    rateMemoryGibHourMicros: form.rateMemoryGibHour,
    rateDiskGibHourMicros: form.rateDiskGibHour,
    vaultGraceDays: form.vaultGraceDays,
    imageServer: form.imageServer,
  }));

export const settingsView = z.object({
  installationName: z.string(),
  currency: z.string().describe('ISO 4217'),
  rateVcpuHourMicros: z.number().int().describe("One vCPU of a size of one's own, an hour"),
  rateMemoryGibHourMicros: z.number().int(),
  rateDiskGibHourMicros: z.number().int(),
  vaultGraceDays: z.number().int().describe('Between the wish to end a vault and its end'),
  imageServer: z.string().describe('Simplestreams: where operators copy images from'),
});
export type SettingsView = z.infer<typeof settingsView>;
