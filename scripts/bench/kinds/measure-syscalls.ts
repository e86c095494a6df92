import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { execInInstance } from '#server/incus/exec-in-instance.ts';
import { onLastCpu } from './cpus.ts';
import type { Ground } from './ground.ts';
import type { Made } from './measure-http.ts';
import type { BySide, Side } from './measure-rps.ts';
import { type CallRates, parseCallRates } from './system-calls.ts';

const run = promisify(execFile);

/** How many system calls a program makes, in the place where each kind has its application. */
export async function measureSyscalls(
  ground: Ground,
  { made, rounds }: { made: readonly Made[]; rounds: number },
): Promise<BySide<CallRates[]>> {
  const rates: BySide<CallRates[]> = new Map();
  const note = (side: Side, text: string) =>
    rates.set(side, [...(rates.get(side) ?? []), parseCallRates(text)]);
  for (let round = 0; round < rounds; round++) {
    note('bare', await here(ground));
    for (const one of made) {
      const { syscalls } = one.contestant;
      if (syscalls) note(one, await inside(ground, one.name, syscalls));
    }
  }
  return rates;
}

async function here({ programs, signal }: Ground): Promise<string> {
  const [program = '', ...words] = [...onLastCpu, programs.syscalls];
  return (await run(program, words, { signal })).stdout;
}

async function inside({ engine, project, signal }: Ground, name: string, command: string[]): Promise<string> {
  const { code, stdout, stderr } = await execInInstance(engine, { project, name, command }, { signal });
  if (code !== 0) throw new Error(`${command.join(' ')} in ${name} ended with ${code}: ${stderr}`);
  return stdout.toString();
}
