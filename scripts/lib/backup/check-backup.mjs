import { readFileSync } from 'node:fs';
import path from 'node:path';
import { StepError } from '../step-error.mjs';
import { checkMigrations } from './load-database.mjs';
import { readBackup } from './read-backup.mjs';

/**
 * Reads all of a backup and changes nothing: that it opens, that it is whole, and that this version can restore
 * it. Gives its manifest, its files and the number of its rows.
 */
export async function checkBackup(file, key, root) {
  const files = new Map();
  let manifest;
  let rows = 0;
  for await (const piece of readBackup(file, key)) {
    if (piece.manifest) {
      manifest = piece.manifest;
      checkVersion(manifest, root);
    } else if (piece.head.part === 'table') rows += piece.lines.length;
    else if (piece.head.part === 'file') {
      for (const [text] of piece.lines) files.set(piece.head.name, Buffer.from(text, 'base64'));
    }
  }
  return { manifest, files, rows };
}

function checkVersion({ version, migrations }, root) {
  const own = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).version;
  if (version.localeCompare(own, 'en', { numeric: true }) > 0) {
    throw new StepError(
      `the backup is of Berth ${version}, this is ${own}`,
      `restore it with ${version} or a later version`,
    );
  }
  checkMigrations(root, migrations, version);
}
