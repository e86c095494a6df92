import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Db } from '#server/db.ts';
import {
  currentKey,
  fingerprintKey,
  type MasterKeys,
  masterKeyBytes,
  withMasterKeys,
} from '#server/secrets/master-keys.ts';
import { writeMasterKeys } from '#server/secrets/write-master-keys.ts';
import { wipe } from '#server/vaults/keys/wipe.ts';
import { sealedTables } from './sealed-tables.ts';

export type Rotation = {
  /** The id of the key that is the present one now, and those of the keys that are gone. */
  keyId: string;
  retired: string[];
  resealed: number;
  /** Rows that no key opens, before as after. */
  unreadable: number;
};
type Options = {
  /** Longer than any transaction of ours may take: what was sealed with the former key is in its row by then. */
  settleSeconds?: number;
  batchRows?: number;
  onStage?: (stage: 'made' | 'resealed' | 'settled') => void;
};

/**
 * Makes a new master key, brings every sealed row under it and retires the former one. The key file itself says how
 * far it is: with two keys in it everything can be read, so a rotation that was cut short anywhere is ended by
 * running it again. No vault is opened or closed, no disk is touched.
 */
export async function rotateMasterKey(db: Db, options: Options = {}): Promise<Rotation> {
  const { settleSeconds = 30, batchRows = 200, onStage } = options;
  withMasterKeys(begin);
  onStage?.('made');
  const counts = { resealed: 0, unreadable: 0 };
  await resealAll(db, batchRows, counts);
  onStage?.('resealed');
  await settle(settleSeconds);
  // What others sealed with the former key, having read it just before the new one was there.
  counts.unreadable = 0;
  await resealAll(db, batchRows, counts);
  onStage?.('settled');
  return { ...withMasterKeys(retire), ...counts };
}

/** One with several keys is a rotation that was cut short: it goes on with the key that was made then. */
function begin(keys: MasterKeys): void {
  if (keys.keys.size > 1) return;
  const next = String(Number(keys.current) + 1);
  const bytes = randomBytes(masterKeyBytes);
  const all = new Map([...keys.keys, [next, bytes]]);
  try {
    writeMasterKeys({ ...keys, current: next, currentSince: new Date(), keys: all });
  } finally {
    wipe(bytes);
  }
}

async function settle(seconds: number): Promise<void> {
  const currentSince = withMasterKeys((keys) => keys.currentSince);
  const until = (currentSince?.getTime() ?? 0) + seconds * 1000;
  await sleep(Math.max(0, until - Date.now()));
}

async function resealAll(
  db: Db,
  limit: number,
  counts: { resealed: number; unreadable: number },
): Promise<void> {
  for (const reseal of Object.values(sealedTables)) {
    for (let after = ''; ; ) {
      const { last, outcomes } = await db.$transaction((tx) => reseal(tx, after, limit));
      counts.resealed += outcomes.filter((outcome) => outcome === 'resealed').length;
      counts.unreadable += outcomes.filter((outcome) => outcome === 'unreadable').length;
      if (outcomes.length < limit) break;
      after = last;
    }
  }
}

/** What the former key told apart (fingerprints of a day's calls) can still be told; it opens nothing any more. */
function retire(keys: MasterKeys): { keyId: string; retired: string[] } {
  const { id, bytes } = currentKey(keys);
  const former = [...keys.keys].filter(([each]) => each !== id);
  writeMasterKeys({
    ...keys,
    keys: new Map([[id, bytes]]),
    formerFingerprintKeys: former.map(([, key]) => fingerprintKey(key)),
  });
  return { keyId: id, retired: former.map(([each]) => each) };
}
