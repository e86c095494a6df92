import { z } from 'zod';

// What people type: sizes in GiB and money as decimals. Both become whole numbers, without floats in between.

const gib = 1024 ** 3;
const micros = 1_000_000;
const maxMoney = 1_000_000;

/** "0.5" or "0,5" GiB as bytes, a multiple of 1 MiB. */
export function gibText(reason: string, minBytes: number) {
  return z
    .string()
    .trim()
    .regex(/^\d{1,7}(?:[.,]\d{1,4})?$/, reason)
    .transform((text) => Math.round((Number(text.replace(',', '.')) * gib) / 1024 ** 2) * 1024 ** 2)
    .refine((bytes) => bytes >= minBytes, reason);
}

/** "4.90" as 4_900_000 millionths. */
export const moneyText = z
  .string()
  .trim()
  .regex(/^\d{1,7}(?:[.,]\d{1,6})?$/, 'price-invalid')
  .transform((text) => {
    const [whole = '0', part = ''] = text.split(/[.,]/);
    return Number(whole) * micros + Number(part.padEnd(6, '0'));
  })
  .refine((amount) => amount <= maxMoney * micros, 'price-invalid');

export const moneyMicros = z
  .number('price-invalid')
  .int('price-invalid')
  .min(0, 'price-invalid')
  .max(maxMoney * micros, 'price-invalid');
