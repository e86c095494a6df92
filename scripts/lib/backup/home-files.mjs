import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { writeConfig } from '../config.mjs';
import { masterKeyOrigin } from '../master-key-origin.mjs';
import { StepError } from '../step-error.mjs';

/** Of this place alone: where its own database is, and what was set up there. */
const local = ['databaseUrl', 'postgres', 'masterKeyFile', 'setUp'];

/** Keys, certificates and configuration as parts of a backup. */
export function fileParts({ home, env, config }) {
  const keyFile = masterKeyFile({ home, env, config });
  const key = readKey(keyFile, config);
  const kept = Object.fromEntries(Object.entries(config).filter(([name]) => !local.includes(name)));
  const files = [
    ['master.key', key],
    ['config.json', Buffer.from(JSON.stringify(kept))],
    ...optional(
      'receipts.key',
      env.BERTH_RECEIPTS_KEY_FILE ?? path.join(path.dirname(keyFile), 'receipts.key'),
    ),
    ...optional('engine-client.crt', env.BERTH_INCUS_CERT),
    ...optional('engine-client.key', env.BERTH_INCUS_KEY),
    ...optional('engine.crt', env.BERTH_INCUS_SERVER_CERT ?? path.join(home, 'engine.crt')),
  ];
  return files.map(([name, bytes]) => ({
    head: { part: 'file', name },
    lines: [[bytes.toString('base64')]],
  }));
}

/** Writes what a backup has of files, each for its owner only, and gives their paths. */
export function writeHomeFiles(home, files) {
  const written = [];
  for (const [name, bytes] of files) {
    if (name === 'config.json') continue;
    const file = path.join(home, path.basename(name));
    writeFileSync(file, bytes, { mode: 0o600, flush: true });
    written.push(file);
  }
  const config = JSON.parse(files.get('config.json').toString('utf8'));
  writeConfig(home, config);
  return [...written, path.join(home, 'config.json')];
}

/**
 * Throws when the keys changed since `files` were read: rows may be under a key that is not in the backup.
 */
export function refuseRotated(ctx, files) {
  const [{ lines }] = files.filter(({ head }) => head.name === 'master.key');
  if (readFileSync(masterKeyFile(ctx)).toString('base64') === lines[0][0]) return;
  throw new StepError('the master key was rotated while the backup was taken', 'run it again');
}

function masterKeyFile({ home, env, config }) {
  return env.BERTH_MASTER_KEY_FILE ?? config.masterKeyFile ?? path.join(home, 'master.key');
}

function readKey(file, { masterKeyHash }) {
  const key = existsSync(file) ? readFileSync(file) : undefined;
  const hash = key && masterKeyOrigin(key);
  if (hash && (!masterKeyHash || hash === masterKeyHash)) return key;
  throw new StepError(
    `the master key ${file} is ${key ? 'another one than this panel works with' : 'not there'}`,
    'name it: BERTH_MASTER_KEY_FILE=…; a backup without it would be worth nothing',
  );
}

function optional(name, file) {
  return file && existsSync(file) ? [[name, readFileSync(file)]] : [];
}
