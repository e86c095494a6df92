import { readFileSync } from 'node:fs';
import path from 'node:path';
import { StepError } from './step-error.mjs';

/** Ends the embedded server of this home, connections and all, when it runs; waits until it has. */
export async function stopEmbeddedPostgres(home) {
  const data = path.join(home, 'postgres/data');
  const pid = runningPid(data);
  if (!pid) return;
  process.kill(pid, 'SIGINT');
  for (let tries = 0; tries < 300; tries++) {
    if (!runningPid(data)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new StepError(
    `PostgreSQL (process ${pid}) does not end`,
    `see why: tail ${path.dirname(data)}/postgres.log`,
  );
}

/** The pid file outlives a crash and a reboot: the process must be a server on this very folder. */
function runningPid(data) {
  try {
    const pid = Number(readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n')[0]);
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    return command[0].endsWith('postgres') && command.includes(data) ? pid : undefined;
  } catch {
    return undefined;
  }
}
