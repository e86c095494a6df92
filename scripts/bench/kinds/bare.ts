import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rmdir } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { addressIn } from '#server/networks/network-names.ts';
import { memoryFolder } from './control-group.ts';
import { lastCpu, onLastCpu } from './cpus.ts';
import { firstAnswer } from './first-answer.ts';
import type { Ground } from './ground.ts';

const run = promisify(execFile);
/** The panel gives the lowest addresses first; this one, like the registry's, stays out of its way. */
const host = 210;
const port = 8080;

/** The web server as a process of this machine: what all kinds are compared with. */
export type Bare = {
  address: string;
  port: number;
  cpus: number[];
  /** Of its control group, for `readMemory`. */
  groupFolder: string;
  /** Of processors, that it has used so far. */
  cpuSeconds(): Promise<number>;
  /** Milliseconds from the start of another such process until it answers. */
  startMs(): Promise<number>;
};

/**
 * Runs it with an interface of its own on the account's bridge, so that its packets go the way of those of the instances,
 * in a control group of its own, on one processor.
 */
export async function startBare(ground: Ground): Promise<Bare> {
  const { programs, network, signal } = ground;
  const id = randomBytes(3).toString('hex');
  const names = { space: `berth-bench-${id}`, link: `bb-${id}` };
  ground.atEnd(() => removeInterface(names));
  await makeInterface(names, network);
  const groupFolder = memoryFolder(`/berth-bench-${id}`);
  await mkdir(groupFolder);
  ground.atEnd(() => rmdir(groupFolder));
  // In its group before it begins: what was taken elsewhere is counted there.
  const script = 'echo $$ >"$0/cgroup.procs" && exec "$@"';
  const command = ['-c', script, groupFolder, 'ip', 'netns', 'exec', names.space, ...onLastCpu, programs.web];
  const server = spawn('sh', command, { stdio: 'ignore', env: quiet() });
  ground.atEnd(() => end(server));
  const address = addressIn(network.subnet, host);
  await firstAnswer(address, port, signal);
  const cpuSeconds = () => cpuSecondsOf(server.pid ?? 0);
  return { address, port, cpus: [lastCpu], groupFolder, cpuSeconds, startMs: () => startMs(ground) };
}

async function makeInterface({ space, link }: Names, { bridge, subnet }: Ground['network']): Promise<void> {
  const ip = (...words: string[]) => run('ip', words);
  await ip('netns', 'add', space);
  await ip('link', 'add', link, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', space);
  await ip('link', 'set', link, 'master', bridge, 'up');
  await ip('-n', space, 'address', 'add', `${addressIn(subnet, host)}/24`, 'dev', 'eth0');
  await ip('-n', space, 'link', 'set', 'eth0', 'up');
}

type Names = { space: string; link: string };

async function removeInterface({ space, link }: Names): Promise<void> {
  await run('ip', ['link', 'delete', link]).catch(() => undefined);
  await run('ip', ['netns', 'delete', space]);
}

/** Of a process with one thread. Source: Linux, "Scheduler Statistics", /proc/<pid>/schedstat. */
async function cpuSecondsOf(pid: number): Promise<number> {
  return Number((await readFile(`/proc/${pid}/schedstat`, 'utf8')).split(' ')[0]) / 1e9;
}

async function startMs({ programs, signal }: Ground): Promise<number> {
  const other = port + 1;
  const startedAt = performance.now();
  const server = spawn(programs.web, { stdio: 'ignore', env: { ...quiet(), PORT: String(other) } });
  try {
    await firstAnswer('127.0.0.1', other, signal);
    return performance.now() - startedAt;
  } finally {
    await end(server);
  }
}

const quiet = () => ({ ...process.env, QUIET: 'yes' });

async function end(server: ChildProcess): Promise<void> {
  while (server.exitCode === null && server.signalCode === null) {
    server.kill('SIGTERM');
    await delay(20);
  }
}
