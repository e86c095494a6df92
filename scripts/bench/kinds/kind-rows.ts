import { percentile } from '../lib/percentile.ts';
import { type BenchRow, benchRow } from '../lib/report.ts';
import type { Memory } from './control-group.ts';
import type { Timing } from './measure-http.ts';
import type { KindMemory } from './measure-memory.ts';
import type { Rate } from './measure-rps.ts';
import { type CallRates, callKinds, mixedRate } from './system-calls.ts';

/** Of one kind and, in the same run, of the same programs with nothing around them. */
export type Measured = {
  kind: string;
  http: { timings: readonly Timing[]; bareMs: readonly number[] };
  /** Readings, one after the other. */
  memory: { of: readonly KindMemory[]; bare: readonly Memory[] };
  rps: { of: readonly Rate[]; bare: readonly Rate[] };
  /** null: it has no system to call. */
  syscalls: { of: readonly CallRates[]; bare: readonly CallRates[] } | null;
};

/** What a kind may take at idle beside what the application itself does. */
const overMegabytes: Record<string, number> = { 'light-vm': 30, app: 20 };
const gib = 1024 ** 3;

const median = (values: readonly number[]) => percentile(values, 0.5);
const megabytes = (bytes: number) => bytes / 1e6;

export function kindRows(measured: Measured): BenchRow[] {
  const { kind } = measured;
  const rows = [...httpRows(measured), ...memoryRows(measured), ...rpsRows(measured), ...callRows(measured)];
  return rows.map((row) => ({ ...row, name: `${kind}.${row.name}` }));
}

function httpRows({ http: { timings, bareMs } }: Measured): BenchRow[] {
  const reference = median(bareMs);
  const value = median(timings.map(({ ms }) => ms));
  const parts = (['engine', 'pull', 'runtime'] as const).flatMap((name) => {
    const values = timings.flatMap(({ parts }) => parts[name] ?? []);
    return values.length === 0
      ? []
      : [benchRow({ name: `http.part.${name}`, unit: 'ms', value: median(values) })];
  });
  return [benchRow({ name: 'http', unit: 'ms', value, reference }), ...parts];
}

/**
 * Each limit is of what is over the bare application: of the working set, and of the whole group with all of the page
 * cache, which the kernel gives back as soon as anybody needs the room.
 */
function memoryRows({ kind, memory }: Measured): BenchRow[] {
  const of = (field: keyof KindMemory) => median(memory.of.map((reading) => reading[field]));
  const bare = (field: keyof Memory) => median(memory.bare.map((reading) => reading[field]));
  const row = (name: string, bytes: number, more: { reference?: number; limit?: number } = {}) =>
    benchRow({ name, unit: 'MB', value: megabytes(bytes), ...more });
  const over = (name: string, field: 'workingSet' | 'usage') => {
    const limit = overMegabytes[kind];
    return row(`${name}.over-application`, of(field) - bare(field), limit === undefined ? {} : { limit });
  };
  return [
    row('memory', of('workingSet'), { reference: megabytes(bare('workingSet')) }),
    over('memory', 'workingSet'),
    row('memory.part.programs', of('programs')),
    row('memory.part.kernel', of('kernel')),
    row('memory.part.files', of('files')),
    row('memory.with-page-cache', of('usage'), { reference: megabytes(bare('usage')) }),
    over('memory.with-page-cache', 'usage'),
    row('memory.monitor', of('monitor')),
    benchRow({
      name: 'memory.per-gib',
      unit: 'instances',
      value: Math.floor(gib / (of('workingSet') + of('monitor'))),
    }),
  ];
}

/** `rps.cpu` is of the answering side alone; who asks and the way between count in `rps`. */
function rpsRows({ rps: { of, bare } }: Measured): BenchRow[] {
  const row = (name: string, unit: string, value: (rate: Rate) => number) =>
    benchRow({ name, unit, value: median(of.map(value)), reference: median(bare.map(value)) });
  return [
    row('rps', '1/s', ({ perSecond }) => perSecond),
    row('rps.cpu', 'µs', ({ cpuSeconds }) => cpuSeconds * 1e6),
  ];
}

function callRows({ syscalls }: Measured): BenchRow[] {
  if (!syscalls) return [];
  const { of, bare } = syscalls;
  const row = (name: string, rate: (rates: CallRates) => number) =>
    benchRow({ name, unit: '1/s', value: median(of.map(rate)), reference: median(bare.map(rate)) });
  return [
    row('syscalls', mixedRate),
    ...callKinds.map((name) => row(`syscalls.${name}`, (rates) => rates[name])),
  ];
}
