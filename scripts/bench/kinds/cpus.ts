import { readFile } from 'node:fs/promises';
import { cpus } from 'node:os';

/** `0,2-4` → 0, 2, 3, 4. */
export function parseCpuList(text: string): number[] {
  return text
    .trim()
    .split(',')
    .filter((part) => part !== '')
    .flatMap((part) => {
      const [first = 0, last = first] = part.split('-').map(Number);
      return Array.from({ length: last - first + 1 }, (_, index) => first + index);
    });
}

/** The processors that a process may run on. */
export async function cpusOf(pid: number): Promise<number[]> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return parseCpuList(/^Cpus_allowed_list:\s*(.*)$/m.exec(status)?.[1] ?? '');
}

/** `taskset` and its words, for a program that shall not run on these; none where there are no others. */
export function besides(taken: readonly number[]): string[] {
  const others = cpus()
    .map((_, index) => index)
    .filter((index) => !taken.includes(index));
  return others.length === 0 ? [] : ['taskset', '--cpu-list', others.join(',')];
}

/** The same for the program that all kinds are compared with: one processor, as each of them has. */
export const lastCpu = cpus().length - 1;
export const onLastCpu = ['taskset', '--cpu-list', String(lastCpu)];
