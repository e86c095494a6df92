import { EventEmitter } from 'node:events';
import { parseArgs } from 'node:util';
import { openBenchPanel } from './lib/open-bench-panel.ts';
import { percentile } from './lib/percentile.ts';
import { type BenchRow, benchRow, report } from './lib/report.ts';
import { makeGround } from './provision/ground.ts';
import { incusMaker } from './provision/incus-maker.ts';
import { listenPages } from './provision/listen-pages.ts';
import type { Maker, Measured } from './provision/measured.ts';
import { panelClient } from './provision/panel-client.ts';
import { panelMaker } from './provision/panel-maker.ts';

const maxRatio = 1.25;
const burst = 8;
/** Beside an installation on the same engine: two bridges cannot have the same address. */
const tenantRange = '10.202.0.0/16';

type Sides = { panel: Maker; incus: Maker };

/** Time to *running* and to the SSH banner through the panel's API, beside `incus launch`, alternating. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string', default: '12' },
      bursts: { type: 'string', default: '3' },
      json: { type: 'boolean', default: false },
    },
  });
  const open = await openBenchPanel({ worker: 'inline', env: { BERTH_TENANT_RANGE: tenantRange } });
  try {
    const panel = await panelClient(open.origin, open.db);
    const ground = await makeGround(open, panel);
    const changes = new EventEmitter().setMaxListeners(0);
    const pages = await listenPages(open.origin, open.cookie, (id) => changes.emit(id));
    try {
      const sides = { panel: panelMaker(panel, ground, changes), incus: incusMaker(ground) };
      // The first instance of an image in a pool unpacks it, and the first call of a route loads it.
      await rounds(sides, 'warm', 1, 1);
      const single = await rounds(sides, 'one', Number(values.rounds), 1);
      const many = await rounds(sides, 'many', Number(values.bursts), burst);
      report('provision', [...rowsOf('', single), ...rowsOf(`burst${burst}.`, many)]);
    } finally {
      pages.close();
      await ground.remove().catch(complain);
    }
  } finally {
    await open.close();
  }
}

type Results = Record<keyof Sides, Measured[]>;

/** Each round makes `atOnce` instances on one side and then on the other, and removes them in between. */
async function rounds(sides: Sides, label: string, count: number, atOnce: number): Promise<Results> {
  const results: Results = { panel: [], incus: [] };
  for (let round = 0; round < count; round++) {
    for (const side of ['panel', 'incus'] as const) {
      const names = Array.from({ length: atOnce }, (_, index) => `${label}-${side}-${round}-${index}`);
      results[side].push(...(await makeAll(sides[side], names)));
    }
  }
  return results;
}

/** What was made is removed also where one of them could not be made. */
async function makeAll(maker: Maker, names: string[]): Promise<Measured[]> {
  const made = await Promise.allSettled(names.map((name, index) => maker.make(name, index)));
  for (const name of names) await maker.remove(name).catch((error: unknown) => complain(error));
  return made.map((result) => {
    if (result.status === 'rejected') throw result.reason;
    return result.value;
  });
}

/** Of what goes wrong while cleaning up; the first error is the one to end with. */
function complain(error: unknown): void {
  console.error(error instanceof Error ? error.message : error);
}

function rowsOf(prefix: string, { panel, incus }: Results): BenchRow[] {
  const row = (what: 'running' | 'ssh', share: number) => {
    const of = (results: Measured[]) =>
      percentile(
        results.map((result) => result[`${what}Ms`]),
        share,
      );
    return benchRow({
      ...{ name: `${prefix}${what}.p${share * 100}`, unit: 'ms', value: of(panel), reference: of(incus) },
      ...(share === 0.5 && { limit: maxRatio }),
    });
  };
  const times = [row('running', 0.5), row('running', 0.95), row('ssh', 0.5), row('ssh', 0.95)];
  return [...times, ...partRows(prefix, panel)];
}

/** Where the panel's time to *running* goes: the answer of the call, until the worker began, the engine, the page. */
function partRows(prefix: string, panel: Measured[]): BenchRow[] {
  return ['answer', 'begun', 'engine', 'told'].map((part) => {
    const values = panel.map(({ parts }) => parts?.[part] ?? 0);
    return benchRow({ name: `${prefix}part.${part}.p50`, unit: 'ms', value: percentile(values, 0.5) });
  });
}

await main();
