import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/**
 * One SHA-256 over names and contents of files and folders (with `extra` texts): the same input gives the same
 * hash on every machine, so a stamp of it tells whether work is still up to date.
 */
export function filesHash(root, names, extra = [], isWanted = () => true) {
  const hash = createHash('sha256');
  for (const name of names
    .flatMap((each) => walk(root, each))
    .filter(isWanted)
    .sort()) {
    hash
      .update(`${name}\0`)
      .update(readFileSync(path.join(root, name)))
      .update('\0');
  }
  for (const text of extra) hash.update(`${text}\0`);
  return hash.digest('hex');
}

function walk(root, name) {
  const full = path.join(root, name);
  if (!existsSync(full)) return [];
  if (statSync(full).isFile()) return [name];
  return readdirSync(full).flatMap((entry) => walk(root, path.join(name, entry)));
}
