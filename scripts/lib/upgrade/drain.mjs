import { setTimeout as sleep } from 'node:timers/promises';
import { findPanel } from '../panel-lock.mjs';
import { run } from '../run.mjs';
import { StepError } from '../step-error.mjs';

const drainSeconds = 30;
const graceSeconds = 30;

/**
 * Ends the former panel: it takes no new jobs, brings the steps under way to their end or breaks them off, and
 * leaves every unfinished job in the queue for the next one. Waits until its processes are gone.
 */
export async function drain(home, former) {
  const panel = findPanel(home);
  if (!panel) return;
  if (former.unit) await run('systemctl', ['stop', former.unit]);
  else for (const pid of [panel.pid, panel.server?.pid]) if (pid) terminate(pid);
  const seconds = Number(former.env.BERTH_DRAIN_SECONDS || drainSeconds) + graceSeconds;
  for (let tries = 0; tries < seconds * 10; tries++) {
    if (!findPanel(home)) return;
    await sleep(100);
  }
  throw new StepError(
    `the panel (process ${panel.pid}) has not ended within ${seconds} s`,
    `wait and run this again; or end it hard, its jobs are taken up again: kill -9 ${panel.pid} ${panel.server?.pid ?? ''}`,
  );
}

function terminate(pid) {
  try {
    process.kill(pid, 'SIGTERM');
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}
