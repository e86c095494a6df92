import {
  closeSync,
  fchownSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { env } from '#server/env.ts';
import { type MasterKeys, printMasterKeys } from './master-keys.ts';

/**
 * Written beside, brought to the disk and renamed: whoever reads meanwhile, and whatever is killed, there is the
 * former file or the new one, whole. Its owner stays; nobody else may read it.
 */
export function writeMasterKeys(keys: MasterKeys): void {
  const file = realpathSync(env().BERTH_MASTER_KEY_FILE);
  const part = `${file}.part`;
  const { uid, gid } = statSync(file);
  rmSync(part, { force: true });
  const handle = openSync(part, 'wx', 0o600);
  try {
    writeSync(handle, printMasterKeys(keys));
    fchownSync(handle, uid, gid);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(part, file);
  syncFolder(dirname(file));
}

/** The renaming itself is on the disk only then. */
function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
