import { z } from 'zod';

// Go writes an empty map or list as null when nobody made it; these read both as empty.

export const textMap = z
  .record(z.string(), z.string())
  .nullish()
  .transform((map) => map ?? {});

export const deviceMap = z
  .record(z.string(), z.record(z.string(), z.string()))
  .nullish()
  .transform((map) => map ?? {});

/** The devices of an instance: name → its keys, `type` among them. */
export type DeviceMap = Record<string, Record<string, string>>;

export function listOf<T extends z.ZodType>(item: T) {
  return z
    .array(item)
    .nullish()
    .transform((list) => list ?? []);
}

const noTime = /^(0001-01-01|1970-01-01T00:00:00Z)/;

/** Go's zero time (year 1) stands for "never", and so does the beginning of Unix time. */
export const engineTime = z
  .string()
  .nullish()
  .transform((text) => (!text || noTime.test(text) ? undefined : new Date(text)));
