import { readFileSync } from 'node:fs';
import { findPanel } from './panel-lock.mjs';

const settings = /^(PORT|DATABASE_URL|LOG_LEVEL|NODE_EXTRA_CA_CERTS|SMTP_\w+|OTEL_\w+|BERTH_\w+)$/;

/**
 * What the environment does not say is taken over from the panel that runs in this home: a command in a shell or
 * from cron then works with the same database and the same key. Tells whether one runs.
 */
export function takeOverSettings({ home, env }) {
  const panel = findPanel(home);
  if (panel) Object.assign(env, { ...settingsOf(panel), ...env });
  return panel !== undefined;
}

/** The settings that a panel was started with. */
export function settingsOf({ pid, server }) {
  const text = readProc(pid, 'environ') || readProc(server?.pid, 'environ');
  const entries = text.split('\0').map((line) => [line.split('=', 1)[0], line.slice(line.indexOf('=') + 1)]);
  return Object.fromEntries(entries.filter(([name]) => settings.test(name)));
}

/** A file of a process; nothing where it may not be read or the process is gone. */
export function readProc(pid, name) {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return '';
  }
}
