import { migrate } from '../../steps/migrate.mjs';
import { postgres } from '../../steps/postgres.mjs';
import { withPg } from '../pg-client.mjs';
import { StepError } from '../step-error.mjs';
import { writeHomeFiles } from './home-files.mjs';
import { loadDatabase } from './load-database.mjs';
import { preparePlace } from './prepare-place.mjs';
import { readBackup } from './read-backup.mjs';
import { takeSchemaBack } from './restore-database-place.mjs';
import { clearPlace, removeMarker } from './restore-place.mjs';
import { settleRestored } from './settle-restored.mjs';

/**
 * Restores a checked backup. Until its rows are committed a failure takes everything back; after that (and after
 * a kill at any moment) the same restore run again goes on where it was. Gives the numbers of what was settled.
 */
export async function restorePanel(ctx, { file, key, backup, replace }) {
  const { manifest, files } = backup;
  const mark = `berth restore ${manifest.id}`;
  const { marker, isLoaded } = await preparePlace(ctx, { manifest, mark, replace });
  try {
    writeHomeFiles(ctx.home, files);
    Object.assign(ctx.config, JSON.parse(files.get('config.json').toString('utf8')));
    await postgres.run(ctx);
    if (!isLoaded) await load(ctx, { file, key, manifest, mark });
  } catch (cause) {
    if (!isLoaded) await takeBack(ctx, marker);
    throw restoringError(cause);
  }
  await migrate.run(ctx);
  const counts = await withPg(ctx.databaseUrl, (client) => settleRestored(client, manifest));
  removeMarker(ctx.home);
  return { ...counts, aside: [marker.aside, marker.formerSchema].filter(Boolean) };
}

function load(ctx, { file, key, manifest, mark }) {
  return withPg(ctx.databaseUrl, async (client) => {
    // The embedded server's database may have been filled by a run that was killed just after it.
    const { rows } = await client.query(
      "SELECT obj_description(to_regclass('_prisma_migrations'), 'pg_class') AS mark",
    );
    if (rows[0].mark === mark) return 0;
    const { migrations } = manifest;
    return loadDatabase(client, { root: ctx.root, migrations, parts: partsOf(file, key), mark });
  });
}

async function* partsOf(file, key) {
  for await (const piece of readBackup(file, key)) if (piece.head) yield piece;
}

async function takeBack({ home, env }, { aside, formerSchema }) {
  if (formerSchema) await takeSchemaBack(env.DATABASE_URL, formerSchema);
  await clearPlace(home, aside);
}

function restoringError(cause) {
  if (cause instanceof StepError) return cause;
  const isFull =
    cause.code === 'ENOSPC' ||
    cause.code === '53100' ||
    /No space left/.test(`${cause.said} ${cause.message}`);
  if (isFull)
    return new StepError('the disk is full; everything is as it was before', 'make room, then run it again', {
      cause,
    });
  return new StepError(
    `the restore failed: ${cause.message}; everything is as it was before`,
    'mend what it says, then run it again',
    { cause },
  );
}
