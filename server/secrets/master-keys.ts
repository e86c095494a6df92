import { createHash, createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { env } from '#server/env.ts';

export const masterKeyBytes = 32;

/** The installation's keys by their ids. More than one means that a rotation is under way. */
export type MasterKeys = {
  current: string;
  keys: ReadonlyMap<string, Buffer>;
  /** The hash of the very first key: it tells that a rotated file is still this installation's. */
  origin: string;
  /** Told fingerprints under the keys before: they open nothing. */
  formerFingerprintKeys: readonly Buffer[];
  /** When the present key became the present one; null in a file that was never rotated. */
  currentSince: Date | null;
};

const key = z
  .base64()
  .transform((text) => Buffer.from(text, 'base64'))
  .refine((bytes) => bytes.length === masterKeyBytes);
const rotatedFile = z.object({
  berth: z.literal('master-keys'),
  origin: z.string().regex(/^[0-9a-f]{64}$/),
  current: z.string(),
  currentSince: z.iso.datetime(),
  keys: z.record(z.string().regex(/^\d{1,9}$/), key),
  formerFingerprintKeys: z.array(key),
});

/**
 * The keys for `use`, read anew each time: what one process rotates, all others work with at once. Their buffers are
 * wiped when it has ended, so nobody may keep one. Of a rotated file strings stay behind, which cannot be wiped.
 */
export function withMasterKeys<Result>(use: (keys: MasterKeys) => Result): Result {
  const keys = masterKeys();
  try {
    return use(keys);
  } finally {
    for (const bytes of keys.keys.values()) bytes.fill(0);
  }
}

/** The same for who wipes them. */
export function masterKeys(): MasterKeys {
  const file = env().BERTH_MASTER_KEY_FILE;
  const bytes = readFileSync(file);
  const keys = parseMasterKeys(bytes, file);
  // Of a file that was never rotated they are the key itself.
  if (bytes.length !== masterKeyBytes) bytes.fill(0);
  return keys;
}

/** A file of 32 raw bytes has one key, "1"; a rotated one is JSON. Throws without a word of what is in it. */
export function parseMasterKeys(bytes: Buffer, file: string): MasterKeys {
  if (bytes.length === masterKeyBytes) {
    const origin = createHash('sha256').update(bytes).digest('hex');
    return {
      current: '1',
      keys: new Map([['1', bytes]]),
      origin,
      formerFingerprintKeys: [],
      currentSince: null,
    };
  }
  const parsed = rotatedFile.safeParse(parseJson(bytes));
  if (!parsed.success || !(parsed.data.current in parsed.data.keys)) {
    throw new Error(
      `The master key file ${file} (${bytes.length} bytes) is neither 32 raw bytes nor a file of rotated keys.`,
    );
  }
  const { keys, currentSince, ...rest } = parsed.data;
  return { ...rest, keys: new Map(Object.entries(keys)), currentSince: new Date(currentSince) };
}

export function printMasterKeys({ keys, formerFingerprintKeys, currentSince, ...rest }: MasterKeys): string {
  const text = {
    berth: 'master-keys',
    ...rest,
    currentSince: (currentSince ?? new Date(0)).toISOString(),
    keys: Object.fromEntries([...keys].map(([id, bytes]) => [id, bytes.toString('base64')])),
    formerFingerprintKeys: formerFingerprintKeys.map((bytes) => bytes.toString('base64')),
  };
  return `${JSON.stringify(text, null, 2)}\n`;
}

/** The present key with its id. */
export function currentKey({ keys, current }: MasterKeys): { id: string; bytes: Buffer } {
  const bytes = keys.get(current);
  if (!bytes) throw new Error(`The master key file has no key ${current}.`);
  return { id: current, bytes };
}

/** Of a master key, and no way back to it: so it may be kept when the key is retired. */
export function fingerprintKey(masterKey: Buffer): Buffer {
  return createHmac('sha256', masterKey).update('berth fingerprints').digest();
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined; // the parser's own words would show a piece of the file
  }
}
