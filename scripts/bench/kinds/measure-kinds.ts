import { setTimeout as delay } from 'node:timers/promises';
import type { BenchRow } from '../lib/report.ts';
import { type Bare, startBare } from './bare.ts';
import { type Memory, readMemory } from './control-group.ts';
import type { Aliases } from './find-contestants.ts';
import { findContestants } from './find-contestants.ts';
import type { Ground } from './ground.ts';
import { kindRows } from './kind-rows.ts';
import { type Made, measureHttp } from './measure-http.ts';
import { type KindMemory, measureMemory } from './measure-memory.ts';
import { measureRps } from './measure-rps.ts';
import { measureSyscalls } from './measure-syscalls.ts';
import { notesOn } from './notes-on.ts';

const idleMs = 15_000;
const memoryReadings = 5;
const betweenReadingsMs = 3000;

type Wish = { aliases: Aliases; rounds: number; budgetMs: number; loadRounds: number };

/** All rows, and in words what they do not say. */
export async function measureKinds(
  ground: Ground,
  { aliases, rounds, budgetMs, loadRounds }: Wish,
): Promise<{ rows: BenchRow[]; notes: string[] }> {
  const { contestants, why } = await findContestants(ground, aliases);
  const bare = await startBare(ground);
  const { times, kept } = await measureHttp(ground, contestants, { rounds, budgetMs });
  const bareMs = await startTimes(bare, rounds);
  await delay(idleMs, undefined, { signal: ground.signal });
  const memory = await readAll(ground, { kept, bare });
  const rps = await measureRps(ground, { bare, made: kept, rounds: loadRounds });
  const syscalls = await measureSyscalls(ground, { made: kept, rounds: loadRounds });
  const rows = kept.flatMap((made, index) => {
    const calls = syscalls.get(made);
    return kindRows({
      kind: made.contestant.kind,
      http: { timings: times.get(made.contestant) ?? [], bareMs },
      memory: { of: memory.kept[index] ?? [], bare: memory.bare },
      rps: { of: rps.get(made) ?? [], bare: rps.get('bare') ?? [] },
      syscalls: calls ? { of: calls, bare: syscalls.get('bare') ?? [] } : null,
    });
  });
  const counts = [...times].map(([{ kind }, { length }]) => `${kind} ${length}`);
  const notes = [
    `Times are medians of creations: ${counts.join(', ')}`,
    ...why.map((one) => `Not measured: ${one}`),
    ...(await notesOn(ground, kept)),
  ];
  return { rows, notes };
}

/** In rounds, so that what comes and goes on the machine is in all of them alike. */
async function readAll(ground: Ground, { kept, bare }: { kept: readonly Made[]; bare: Bare }) {
  const readings = { kept: kept.map((): KindMemory[] => []), bare: [] as Memory[] };
  for (let n = 0; n < memoryReadings; n++) {
    if (n > 0) await delay(betweenReadingsMs, undefined, { signal: ground.signal });
    for (const [index, made] of kept.entries()) readings.kept[index]?.push(await measureMemory(ground, made));
    readings.bare.push(await readMemory(bare.groupFolder));
  }
  return readings;
}

async function startTimes(bare: Bare, count: number): Promise<number[]> {
  const times: number[] = [];
  for (let n = 0; n < count; n++) times.push(await bare.startMs());
  return times;
}
