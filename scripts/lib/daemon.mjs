import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

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

/** How long a program that is told to leave a trace of itself may take before it is killed. */
const traceMs = 3000;

/**
 * Ends a program that does not answer, and waits until it is gone. SIGABRT lets a Go program write down first what each
 * part of it waits for: into its log, for whoever looks for the cause.
 */
export async function killDaemon(runDir, name) {
  const pid = Number(readFileSync(path.join(runDir, `${name}.pid`), 'utf8'));
  process.kill(pid, 'SIGABRT');
  const deadline = Date.now() + traceMs;
  while (existsSync(`/proc/${pid}`)) {
    if (Date.now() > deadline) process.kill(pid, 'SIGKILL');
    await sleep(50);
  }
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
