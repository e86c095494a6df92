import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const mounts = { 1: '/sys/fs/cgroup/memory', 2: '/sys/fs/cgroup' } as const;
export type Version = keyof typeof mounts;

/** Bytes. `workingSet` is what the kernel would not give back at once: all but files that nobody has used for long. */
export type Memory = {
  usage: number;
  workingSet: number;
  /** Of the working set: what programs have for themselves, the kernel for them, and files in use. */
  programs: number;
  kernel: number;
  files: number;
};

/** Which kind of control groups counts memory on this machine. */
export function memoryVersion(): Version {
  return existsSync(`${mounts[1]}/memory.stat`) ? 1 : 2;
}

/** The folder of a group by its path among the groups of this machine. */
export function memoryFolder(path: string): string {
  return join(mounts[memoryVersion()], path);
}

/** Of the whole group, whatever groups are in it. Source: Linux, "Memory Resource Controller" and "Control Group v2". */
export async function readMemory(folder: string): Promise<Memory> {
  const version = memoryVersion();
  const read = (name: string) => readFile(join(folder, name), 'utf8');
  const [usage, stat] = await Promise.all([
    read(version === 1 ? 'memory.usage_in_bytes' : 'memory.current'),
    read('memory.stat'),
  ]);
  const kernel = version === 1 ? await read('memory.kmem.usage_in_bytes') : undefined;
  return toMemory(version, { usage, stat, kernel });
}

/** The working set as Kubernetes has it: usage without `inactive_file`. */
export function toMemory(
  version: Version,
  { usage, stat, kernel }: { usage: string; stat: string; kernel?: string | undefined },
): Memory {
  const fields = new Map(stat.split('\n').map((line) => line.split(' ') as [string, string]));
  const of = (name: string) => Number(fields.get(version === 1 ? `total_${name}` : name) ?? 0);
  const inactive = of('inactive_file');
  return {
    usage: Number(usage),
    workingSet: Math.max(0, Number(usage) - inactive),
    programs: of(version === 1 ? 'rss' : 'anon') + of('shmem'),
    kernel: Number(kernel ?? fields.get('kernel') ?? 0),
    files: of('active_file'),
  };
}

/**
 * The group of a container and that of the engine's process beside it, of what /proc/PID/cgroup says of the container's
 * first process. Its own init may have put that deeper. Source: LXC, `lxc.cgroup.dir`.
 */
export function containerGroups(text: string): { payload: string; monitor: string } {
  const lines = text
    .trim()
    .split('\n')
    .map((line) => line.split(':'));
  const counts = lines.find(([, controllers = '']) => controllers.split(',').includes('memory'));
  const [, , path = ''] = counts ?? lines.find(([number]) => number === '0') ?? [];
  const payload = /^.*?\/lxc\.payload\.[^/]+/.exec(path)?.[0];
  if (!payload) throw new Error(`no group of a container: ${text}`);
  return { payload, monitor: payload.replace('lxc.payload.', 'lxc.monitor.') };
}
