import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { hasSystemd, killDaemon, startDaemon } from './daemon.mjs';
import { engineRequest } from './engine-api.mjs';
import { StepError } from './step-error.mjs';

const runDir = '/run/berth';
const lxcfsRoot = '/var/lib/lxcfs';
export const lxcfsProbe = `${lxcfsRoot}/proc/meminfo`;

/** Starts lxcfs without systemd, unless it runs. */
export function runLxcfs({ logs }) {
  unmountDead(lxcfsRoot);
  mkdirSync(lxcfsRoot, { recursive: true });
  return startDaemon({
    name: 'lxcfs',
    command: '/usr/bin/lxcfs',
    args: ['-f', lxcfsRoot],
    runDir,
    logFile: `${logs}/lxcfs.log`,
  });
}

/** A FUSE file system whose process was killed stays mounted and answers ENOTCONN to everything, mkdir included. */
function unmountDead(directory) {
  try {
    statSync(directory);
  } catch (error) {
    if (error.code === 'ENOTCONN') execFileSync('umount', ['--lazy', directory]);
  }
}

/** Starts Incus without systemd, unless it runs. */
export function runIncusd({ logs }) {
  const command = ['/usr/libexec/incus/incusd', '/opt/incus/bin/incusd', '/usr/sbin/incusd'].find(existsSync);
  if (!command) throw new StepError('the program incusd was not found', 'apt-get install --reinstall incus');
  mkdirSync('/var/lib/incus', { recursive: true, mode: 0o711 });
  mkdirSync('/var/log/incus', { recursive: true, mode: 0o700 });
  return startDaemon({
    name: 'incusd',
    command,
    args: ['--group', 'incus-admin', '--logfile', '/var/log/incus/incusd.log'],
    runDir,
    logFile: `${logs}/incusd.log`,
  });
}

/**
 * Where no systemd does it, a daemon that has ended is started again. One that lives and has not answered for a
 * minute is ended first: Incus takes no connection while a client that has connected says nothing (decision 3). What runs
 * on it goes on.
 */
export function keepDaemons(ctx) {
  if (ctx.remote || hasSystemd()) return;
  const say = (name, what) =>
    console.error(`${name} ${what} and was started again; see its log in`, ctx.logs);
  let misses = 0;
  const look = async () => {
    if (runLxcfs(ctx)) say('lxcfs', 'has ended');
    if (runIncusd(ctx)) say('Incus', 'has ended');
    misses = (await isSilent(ctx.engine)) ? misses + 1 : 0;
    if (misses < 3) return;
    misses = 0;
    await killDaemon(runDir, 'incusd');
    if (runIncusd(ctx)) say('Incus', 'did not answer for a minute');
  };
  const turn = async () => {
    await look().catch((error) => console.error(`a daemon could not be looked after: ${error.message}`));
    setTimeout(turn, 5000).unref();
  };
  setTimeout(turn, 5000).unref();
}

/** Nobody listening is another matter: it has just ended, or is just starting. */
async function isSilent(engine) {
  try {
    await engineRequest(engine, 'GET', '/1.0', { timeoutSeconds: 20 });
    return false;
  } catch (error) {
    return error.status === undefined && !['ECONNREFUSED', 'ENOENT', 'ECONNRESET'].includes(error.code);
  }
}
