import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Does the work unless the stamp file already holds this hash and what the work made is still there; the stamp is
 * written only when the work ended well. Tells whether it worked.
 */
export async function unlessStamped(file, hash, work, isThere = () => true) {
  if (isStamped(file, hash) && isThere()) return false;
  await work();
  writeStamp(file, hash);
  return true;
}

export function isStamped(file, hash) {
  return readStamp(file) === hash;
}

export function writeStamp(file, hash) {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, hash);
}

function readStamp(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
