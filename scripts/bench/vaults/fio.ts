import { execFile } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { z } from 'zod';

const run = promisify(execFile);

/** In the order in which they are run: the first makes the file that the others read and change. */
export const patterns = ['write.seq', 'read.seq', 'read.rand', 'write.rand'] as const;
export type Pattern = (typeof patterns)[number];

const common = [
  ...['--name=bench', '--output-format=json', '--size=256M', '--runtime=4', '--numjobs=1'],
  // No room is asked for beforehand: what programs write in a guest is not either.
  ...['--ioengine=psync', '--fallocate=none'],
];
/**
 * Reads are direct. Writes cannot be: btrfs makes ordinary writes of direct ones wherever it keeps checksums (since
 * Linux 6.14). So what counts is when they are on the disk: the whole file, or every single block of it.
 */
const options: Record<Pattern, string[]> = {
  'write.seq': ['--rw=write', '--bs=1M', '--end_fsync=1'],
  'read.seq': ['--rw=read', '--bs=1M', '--direct=1'],
  'read.rand': ['--rw=randread', '--bs=4k', '--direct=1'],
  'write.rand': ['--rw=randwrite', '--bs=4k', '--fsync=1'],
};

const side = z.object({ io_bytes: z.number(), bw_bytes: z.number(), iops: z.number() });
const output = z.object({ jobs: z.array(z.object({ read: side, write: side })).length(1) });

/** MiB a second of a sequential pattern, blocks a second of a random one, with nothing of the file in any cache. */
export async function fio(file: string, pattern: Pattern, signal: AbortSignal): Promise<number> {
  if (pattern === 'write.seq') await rm(file, { force: true });
  await dropCaches();
  const { stdout } = await run('fio', [...common, ...options[pattern], `--filename=${file}`], { signal });
  const [job] = output.parse(JSON.parse(stdout.slice(stdout.indexOf('{')))).jobs;
  const measured = pattern.startsWith('read') ? job?.read : job?.write;
  if (!measured?.io_bytes) throw new Error(`fio has measured nothing: ${stdout.slice(0, 500)}`);
  return pattern.endsWith('seq') ? measured.bw_bytes / 1024 ** 2 : measured.iops;
}

/** Of the whole machine: below a vault's device lies a file that the kernel caches by itself, whatever is asked for above. */
async function dropCaches(): Promise<void> {
  await run('sync');
  await writeFile('/proc/sys/vm/drop_caches', '1');
}
