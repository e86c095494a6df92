import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * `panel.pid` in the home: one panel there at a time. Its first line is the pid, so that
 * `kill $(head -1 panel.pid)` stops the panel; then who it is in a line of JSON. A pid alone proves little after
 * a reboot: the moment at which the process began is kept with it.
 */
export function lockFile(home) {
  return path.join(home, 'panel.pid');
}

/** The panel that runs in this home: `{pid, began, server, root, version, url}`, or undefined. */
export function findPanel(home) {
  const panel = read(lockFile(home));
  return panel && isAlive(panel) ? panel : undefined;
}

/** Takes the home for this process; gives undefined, or the panel that has it. */
export function takeLock(home, about) {
  const own = `${lockFile(home)}.${process.pid}`;
  write(own, about);
  try {
    for (;;) {
      if (link(own, lockFile(home))) return undefined;
      const panel = read(lockFile(home));
      if (panel && isAlive(panel)) return panel;
      removeStale(home);
    }
  } finally {
    rmSync(own, { force: true });
  }
}

/** Writes more about the panel of this process, when it has the lock. */
export function describePanel(home, about) {
  if (read(lockFile(home))?.pid !== process.pid) return;
  const part = `${lockFile(home)}.${process.pid}`;
  write(part, { ...read(lockFile(home)), ...about });
  renameSync(part, lockFile(home));
}

export function releaseLock(home) {
  if (read(lockFile(home))?.pid === process.pid) rmSync(lockFile(home), { force: true });
}

/** When a process began, in ticks since the boot; undefined when there is none. */
export function beganAt(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return state === 'Z' ? undefined : Number(fields[18]);
  } catch {
    return undefined;
  }
}

/** Either of its two processes: the server may outlive the one that started it. */
function isAlive({ pid, began, server }) {
  return beganAt(pid) === began || (server !== undefined && beganAt(server.pid) === server.began);
}

/** Renamed first and looked at again: two who find the same dead one must not remove a living one's. */
function removeStale(home) {
  const taken = `${lockFile(home)}.stale.${process.pid}`;
  try {
    renameSync(lockFile(home), taken);
  } catch {
    return;
  }
  const panel = read(taken);
  if (panel && isAlive(panel)) link(taken, lockFile(home));
  rmSync(taken, { force: true });
}

function link(from, to) {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

function write(file, about) {
  const panel = { ...about, pid: process.pid, began: beganAt(process.pid) };
  writeFileSync(file, `${process.pid}\n${JSON.stringify(panel)}\n`, { mode: 0o600 });
}

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8').split('\n')[1]);
  } catch {
    return undefined;
  }
}
