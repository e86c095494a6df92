import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Whether systemd runs this machine; in containers and on small systems it often does not. */
export function hasSystemd() {
  return existsSync('/run/systemd/system');
}

/**
 * Starts a program that outlives us, once: a living process under its pid file is left alone. Tells whether it
 * started one.
 */
export function startDaemon({ name, command, args, runDir, logFile }) {
  mkdirSync(runDir, { recursive: true });
  const pidFile = path.join(runDir, `${name}.pid`);
  if (isRunning(pidFile, command)) return false;
  const log = openSync(logFile, 'a', 0o640);
  const child = spawn(command, args, { detached: true, stdio: ['ignore', log, log], cwd: '/' });
  writeFileSync(pidFile, `${child.pid}\n`);
  child.unref();
  return true;
}

/** At once; resolves nothing and waits for nothing but the process itself. */
export function killDaemon(runDir, name) {
  const pid = Number(readFileSync(path.join(runDir, `${name}.pid`), 'utf8'));
  process.kill(pid, 'SIGKILL');
}

/** The pid alone proves little after a reboot: the process must also be that program. */
export function isRunning(pidFile, command) {
  try {
    const pid = Number(readFileSync(pidFile, 'utf8'));
    const name = readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
    return name === path.basename(command).slice(0, 15);
  } catch {
    return false;
  }
}
