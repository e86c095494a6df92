import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { StepError } from '../step-error.mjs';
import { stopEmbeddedPostgres } from '../stop-embedded-postgres.mjs';

/** What a restore makes in a home, and so what may not be there before. */
const made = [
  'config.json',
  'master.key',
  'receipts.key',
  'engine-client.crt',
  'engine-client.key',
  'engine.crt',
  'postgres',
];

/** The restore that was begun in this home and has not ended, if any: `{id, takenAt, aside, formerSchema}`. */
export function readMarker(home) {
  try {
    return JSON.parse(readFileSync(markerFile(home), 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

export function writeMarker(home, marker) {
  writeFileSync(markerFile(home), JSON.stringify(marker), { mode: 0o600, flush: true });
}

export function removeMarker(home) {
  rmSync(markerFile(home), { force: true });
}

/** The names of what is in the way of a restore. */
export function inTheWay(home) {
  return made.filter((name) => existsSync(path.join(home, name)));
}

/** Moves what is in the way into a folder beside it; nothing is deleted. */
export function putAside(home, aside) {
  mkdirSync(aside, { mode: 0o755, recursive: true });
  for (const name of inTheWay(home)) renameSync(path.join(home, name), path.join(aside, name));
}

/** Takes away what a restore made that did not succeed, and puts back what it had put aside. */
export async function clearPlace(home, aside) {
  await stopEmbeddedPostgres(home);
  for (const name of made) rmSync(path.join(home, name), { recursive: true, force: true });
  putBack(home, aside);
}

/** Undoes `putAside`, whole or not, where nothing new has been made yet. */
export function putBack(home, aside) {
  if (aside && existsSync(aside)) {
    for (const name of readdirSync(aside)) renameSync(path.join(aside, name), path.join(home, name));
    rmdirSync(aside);
  }
  removeMarker(home);
}

/** Throws while a restore has been begun here and has not ended. */
export function refuseHalfRestored(home) {
  const marker = readMarker(home);
  if (!marker) return;
  throw new StepError(
    `a restore of the backup of ${marker.takenAt} was cut short here`,
    'end it: npm run restore -- FILE, with the same file',
  );
}

function markerFile(home) {
  return path.join(home, 'restoring.json');
}
