import { getInstanceState } from '#server/incus/instance-state.ts';
import { apacheBench } from './apache-bench.ts';
import type { Bare } from './bare.ts';
import { cpusOf } from './cpus.ts';
import type { Ground } from './ground.ts';
import type { Made } from './measure-http.ts';
import { pidOf } from './measure-memory.ts';

export type Side = Made | 'bare';
/** What was measured, of each of the kinds and of the bare process. */
export type BySide<Measured> = Map<Side, Measured>;
/** `cpuSeconds` is what all that belongs to it has used of processors for one request. */
export type Rate = { perSecond: number; cpuSeconds: number };

type Target = Parameters<typeof apacheBench>[0] & { cpuSeconds(): Promise<number> };

/** Requests, at one after the other, in rounds. */
export async function measureRps(
  ground: Ground,
  { bare, made, rounds }: { bare: Bare; made: readonly Made[]; rounds: number },
): Promise<BySide<Rate[]>> {
  const rates: BySide<Rate[]> = new Map();
  for (let round = 0; round < rounds; round++) {
    for (const side of ['bare', ...made] as const) {
      const target = side === 'bare' ? bare : await targetOf(ground, side);
      rates.set(side, [...(rates.get(side) ?? []), await rateOf(target, ground.signal)]);
    }
  }
  return rates;
}

async function targetOf(ground: Ground, made: Made): Promise<Target> {
  const { engine, project } = ground;
  const cpus = await cpusOf(await pidOf(ground, made));
  const cpuSeconds = async () => (await getInstanceState(engine, { project, name: made.name })).cpuSeconds;
  return { address: made.ipv4, port: made.contestant.port, cpus, cpuSeconds };
}

async function rateOf(target: Target, signal: AbortSignal): Promise<Rate> {
  const before = await target.cpuSeconds();
  const { perSecond, requests } = await apacheBench(target, signal);
  return { perSecond, cpuSeconds: ((await target.cpuSeconds()) - before) / requests };
}
