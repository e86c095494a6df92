import { apacheBench } from './apache-bench.ts';
import type { Bare } from './bare.ts';
import { cpusOf } from './cpus.ts';
import type { Ground } from './ground.ts';
import type { Made } from './measure-http.ts';
import { pidOf } from './measure-memory.ts';

export type Side = Made | 'bare';
/** What was measured, of each of the kinds and of the bare process. */
export type BySide<Measured> = Map<Side, Measured>;

/** Requests a second, one after the other, in rounds. */
export async function measureRps(
  ground: Ground,
  { bare, made, rounds }: { bare: Bare; made: readonly Made[]; rounds: number },
): Promise<BySide<number[]>> {
  const rates: BySide<number[]> = new Map();
  const note = (side: Side, rate: number) => rates.set(side, [...(rates.get(side) ?? []), rate]);
  for (let round = 0; round < rounds; round++) {
    note('bare', await apacheBench(bare, ground.signal));
    for (const one of made) {
      const cpus = await cpusOf(await pidOf(ground, one));
      const target = { address: one.ipv4, port: one.contestant.port, cpus };
      note(one, await apacheBench(target, ground.signal));
    }
  }
  return rates;
}
