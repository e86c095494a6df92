import { existsSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { findPanel } from '../panel-lock.mjs';
import { readProc, settingsOf } from '../panel-settings.mjs';
import { run } from '../run.mjs';

/**
 * The panel that is to be upgraded: the one that runs in this home, or the one that an upgrade that was cut short
 * has stopped already. What the environment does not say is taken over from it. Undefined where there is none.
 */
export function findFormer({ home, env }) {
  const panel = findPanel(home);
  const former = panel ? { ...panel, unit: unitOf(panel.pid), env: settingsOf(panel) } : readState(home);
  if (!former) return undefined;
  if (panel) writeFileSync(stateFile(home), JSON.stringify(former), { mode: 0o600, flush: true });
  Object.assign(env, { ...former.env, ...env });
  return { ...former, isRunning: panel !== undefined };
}

/** The upgrade is over: nothing of it needs to be remembered. */
export function forgetFormer(home) {
  rmSync(stateFile(home), { force: true });
}

/** How the former version starts again. */
export function startAgain({ root, version, unit }, newRoot) {
  const start = unit ? `systemctl start ${unit}` : 'npm start';
  if (root === newRoot) return `git checkout ${version} && ${start}`;
  return unit
    ? `systemctl edit ${unit} (WorkingDirectory=${root}); systemctl daemon-reload; ${start}`
    : `cd ${root} && ${start}`;
}

function readState(home) {
  try {
    return JSON.parse(readFileSync(stateFile(home), 'utf8'));
  } catch {
    return undefined;
  }
}

/** It holds settings, and among them passwords: for its owner only. */
function stateFile(home) {
  return path.join(home, 'upgrade.json');
}

/** The folder in which a service of systemd will start the next time. */
export async function unitFolder(unit) {
  const { stdout } = await run('systemctl', ['show', '--value', '--property=WorkingDirectory', unit]);
  const folder = stdout.trim();
  return existsSync(folder) ? realpathSync(folder) : folder;
}

/** The systemd service that a process belongs to, if any. */
export function unitOf(pid, cgroup = readProc(pid, 'cgroup')) {
  return /\/system\.slice\/(?:[^\n]*\/)?([^/\n]+\.service)(?:\/|$)/m.exec(cgroup)?.[1];
}
