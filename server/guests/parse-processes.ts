import { AppError } from '#server/errors.ts';
import { cleanText } from './clean-text.ts';
import type { ProcessList, ProcessState, ProcessView } from './schema.ts';

/** Listed at most; the rest is counted. */
export const mostProcesses = 500;

/** Of the times in /proc, on every Linux (USER_HZ). */
export const ticksPerSecond = 100;

type Parsed = Omit<ProcessList, 'at'>;

/**
 * What the script of `listProcesses` printed: parts that begin with the mark. What does not look like a process is left
 * out. Source for the fields: proc_pid_stat(5).
 */
export function parseProcesses(output: string, mark: string): Parsed {
  const parts = `\n${output}`.split(`\n${mark} `).slice(1);
  const part = (word: string) => parts.find((text) => text.startsWith(word))?.slice(word.length);
  const clockTicks = toNumber(part('clock ')?.trim().split(' ')[19]);
  if (clockTicks === undefined) throw new AppError('refused', 'guest-unreadable');
  const users = readUsers(part('users\n') ?? '');
  const processes = parts.flatMap((text) =>
    text.startsWith('process ') ? (readProcess(text.slice('process '.length), users, clockTicks) ?? []) : [],
  );
  // Neither the shell that looked nor what it has begun.
  const counted = (toNumber(part('total ')?.trim()) ?? 1) - 1;
  // What has ended while the others were looked at is not missing.
  const isWhole = processes.length < mostProcesses;
  return { clockTicks, processes, total: isWhole ? processes.length : Math.max(counted, processes.length) };
}

function readProcess(text: string, users: Map<string, string>, clockTicks: number): ProcessView | undefined {
  const end = text.indexOf('\n');
  const [line, args] = end < 0 ? [text, ''] : [text.slice(0, end), text.slice(end + 1)];
  // The name may have anything in it but a line's end: it ends where the last bracket does.
  const facts = /^(\S+) (\d+) (\d+) \((.*)\) (\S .*)$/.exec(line);
  if (!facts) return undefined;
  const [, uid = '', kib, pid, name = '', rest = ''] = facts;
  const fields = rest.split(' ');
  const field = (index: number) => toNumber(fields[index]) ?? 0;
  const startedTicks = field(19);
  return {
    pid: toNumber(pid) ?? 0,
    parentPid: field(1),
    user: users.get(uid) ?? cleanText(uid, 32),
    state: stateWords[fields[0] ?? ''] ?? 'other',
    name: cleanText(name, 64),
    command: commandOf(args, name),
    cpuSeconds: (field(11) + field(12)) / ticksPerSecond,
    runsSeconds: Math.max(0, clockTicks - startedTicks) / ticksPerSecond,
    memoryBytes: (toNumber(kib) ?? 0) * 1024,
    startedTicks,
  };
}

/** Arguments end with a NUL each. */
function commandOf(args: string, name: string): string {
  const words = args.replace(/\n$/, '').split('\0').filter(Boolean);
  return words.length > 0 ? cleanText(words.join(' '), 300) : `[${cleanText(name, 64)}]`;
}

const stateWords: Record<string, ProcessState> = {
  R: 'running',
  S: 'sleeping',
  D: 'waiting',
  T: 'stopped',
  t: 'stopped',
  Z: 'zombie',
  X: 'zombie',
  I: 'idle',
};

function readUsers(passwd: string): Map<string, string> {
  const lines = passwd.split('\n').map((line) => line.split(':'));
  return new Map(lines.flatMap(([name, , uid]) => (name && uid ? [[uid, cleanText(name, 32)]] : [])));
}

function toNumber(text: string | undefined): number | undefined {
  const number = Number(text);
  return text && Number.isSafeInteger(number) && number >= 0 ? number : undefined;
}
