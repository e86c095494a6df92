import { randomUUID } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { withPg } from '../pg-client.mjs';
import { dumpDatabase } from './dump-database.mjs';
import { fileParts, refuseRotated } from './home-files.mjs';
import { readEngine } from './read-engine.mjs';
import { writeBackup } from './write-backup.mjs';

/** One locked file with everything the panel needs to be itself elsewhere. Gives its path and its size in bytes. */
export async function takeBackup(ctx, { to, lock }) {
  const takenAt = new Date();
  const file = backupFile(to ?? ctx.env.BERTH_BACKUP_DIR ?? path.join(ctx.home, 'backups'), takenAt);
  const files = fileParts(ctx);
  const engine = await readEngine(ctx);
  const { version } = JSON.parse(readFileSync(path.join(ctx.root, 'package.json'), 'utf8'));
  const bytes = await withPg(ctx.databaseUrl, async (client) => {
    const { migrations, parts } = await dumpDatabase(client);
    const manifest = { id: randomUUID(), version, takenAt: takenAt.toISOString(), engine, migrations };
    return writeBackup(file, { manifest, parts: both(ctx, files, parts), lock });
  });
  return { file, bytes };
}

function backupFile(to, takenAt) {
  const name = `berth-backup-${takenAt.toISOString().replace(/[-:]|\.\d+/g, '')}.jsonl.gz.age`;
  return isFolder(to) || !to.endsWith('.age') ? path.join(to, name) : to;
}

function isFolder(file) {
  return statSync(file, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

async function* both(ctx, files, tables) {
  yield* files;
  yield* tables;
  refuseRotated(ctx, files);
}
