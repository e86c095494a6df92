import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { readConfig, writeConfig } from './config.mjs';
import { defaultEngineUrl } from './engine-target.mjs';
import { logCommandsTo } from './run.mjs';
import { StepError } from './step-error.mjs';

/**
 * What every step gets: where things are, what was decided on an earlier run (`config`), and what the
 * environment asks for now (`env`, which wins).
 */
export function createContext({ env = process.env, again = 'npm start' } = {}) {
  const isRoot = process.getuid?.() === 0;
  const home = env.BERTH_HOME ?? defaultHome(env, isRoot);
  const logs = path.join(home, 'logs');
  try {
    mkdirSync(logs, { recursive: true, mode: 0o755 });
  } catch (cause) {
    throw new StepError(`cannot write to ${home} (${cause.code})`, homeFix(home), { cause });
  }
  const logFile = path.join(logs, 'bootstrap.log');
  logCommandsTo(logFile);
  const config = readConfig(home);
  return {
    root: fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, ''),
    env,
    isRoot,
    home,
    logs,
    logFile,
    again,
    config,
    /** An engine that somebody else installed and runs; undefined when it is ours to install here. */
    remote: isOurs(env.BERTH_INCUS_URL) ? undefined : env.BERTH_INCUS_URL,
    save(changes) {
      Object.assign(config, changes);
      writeConfig(home, config);
    },
  };
}

function isOurs(url) {
  return !url || url === defaultEngineUrl;
}

function defaultHome(env, isRoot) {
  if (isRoot) return '/var/lib/berth';
  return path.join(env.XDG_DATA_HOME ?? path.join(env.HOME ?? '/', '.local/share'), 'berth');
}

function homeFix(home) {
  return `make it yours: sudo install -d -o "$USER" ${home}   (or choose another folder with BERTH_HOME)`;
}
