import path from 'node:path';
import { findPanel } from '../panel-lock.mjs';
import { StepError } from '../step-error.mjs';
import { stopEmbeddedPostgres } from '../stop-embedded-postgres.mjs';
import { lookAtDatabase, putSchemaAside } from './restore-database-place.mjs';
import { inTheWay, putAside, putBack, readMarker, writeMarker } from './restore-place.mjs';

/**
 * Makes sure that the home and the database are empty, or, when that was asked for in so many words, puts aside
 * what is there. From here on the home carries the mark of this restore. Tells whether the rows are there already.
 */
export async function preparePlace(ctx, { manifest, mark, replace }) {
  const { home, env } = ctx;
  refuseRunning(home);
  const begun = readMarker(home);
  if (begun && begun.id !== manifest.id) throw otherRestore(begun, home);
  const { tables, isLoaded, isUsed } = env.DATABASE_URL
    ? await lookAtDatabase(env.DATABASE_URL, mark)
    : { tables: [], isLoaded: false };
  const marker =
    begun ?? chooseMarker(ctx, { manifest, names: inTheWay(home), tables: isLoaded ? [] : tables });
  if (!marker.isClear) {
    if (isUsed) throw usedElsewhere(env.DATABASE_URL);
    if (!replace && !begun) throw notEmpty(ctx, inTheWay(home), tables);
    await makeRoom(ctx, marker);
  }
  writeMarker(home, { ...marker, isClear: true });
  return { marker, isLoaded };
}

/** Where things will go is named before anything is moved: one that is cut short in between can go on. */
function chooseMarker({ home }, { manifest, names, tables }) {
  const stamp = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
  return {
    id: manifest.id,
    takenAt: manifest.takenAt,
    isClear: names.length + tables.length === 0,
    ...(names.length && { aside: path.join(home, `before-${stamp}`) }),
    ...(tables.length && { formerSchema: `before_${stamp}` }),
  };
}

async function makeRoom({ home, env }, marker) {
  writeMarker(home, marker);
  try {
    if (marker.aside) {
      await stopEmbeddedPostgres(home);
      putAside(home, marker.aside);
    }
    if (marker.formerSchema) await putSchemaAside(env.DATABASE_URL, marker.formerSchema);
  } catch (error) {
    putBack(home, marker.aside);
    throw error;
  }
}

function refuseRunning(home) {
  const panel = findPanel(home);
  if (panel)
    throw new StepError(
      `a panel runs in ${home} (process ${panel.pid})`,
      'stop it first; nothing was changed',
    );
}

function usedElsewhere(url) {
  return new StepError(
    `a panel works with the database at ${new URL(url).host} now`,
    'stop it first; nothing was changed',
  );
}

function otherRestore({ takenAt }, home) {
  return new StepError(
    `a restore of another backup (of ${takenAt}) was cut short in ${home}`,
    'end it with that file, or choose an empty BERTH_HOME',
  );
}

function notEmpty({ home, env }, names, tables) {
  const what = [
    ...(names.length ? [`${home} has ${names.join(', ')}`] : []),
    ...(tables.length
      ? [
          `the database at ${new URL(env.DATABASE_URL).host} has ${tables.length} tables (${tables.slice(0, 3).join(', ')}, …)`,
        ]
      : []),
  ];
  return new StepError(
    `a panel is there already: ${what.join('; ')}`,
    'choose an empty BERTH_HOME and DATABASE_URL, or keep the former aside: npm run restore -- FILE --replace',
  );
}
