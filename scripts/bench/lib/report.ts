import { cpus, totalmem } from 'node:os';

/** One measured number; `reference` was measured in the same run, `ratio` is value / reference. */
export type BenchRow = {
  name: string;
  unit: string;
  value: number;
  reference: number | null;
  ratio: number | null;
  /** Of the ratio where there is one, else of the value; null where nothing is promised. */
  limit: number | null;
  ok: boolean;
};

type Measured = { name: string; unit: string; value: number; reference?: number; limit?: number };

export function benchRow({ name, unit, value, reference, limit }: Measured): BenchRow {
  const ratio = reference === undefined || reference === 0 ? null : value / reference;
  const judged = ratio ?? value;
  return {
    name,
    unit,
    value: rounded(value),
    reference: reference === undefined ? null : rounded(reference),
    ratio: ratio === null ? null : rounded(ratio),
    limit: limit ?? null,
    ok: limit === undefined || judged <= limit,
  };
}

/** `2 × AMD EPYC, 24 GiB`: what the numbers are of. */
export function machineName(): string {
  return `${cpus().length} × ${cpus()[0]?.model ?? 'CPU'}, ${Math.round(totalmem() / 1024 ** 3)} GiB`;
}

/** Prints a table, or with `--json` one object on one line. The exit code tells whether a limit was missed. */
export function report(bench: string, rows: BenchRow[]): void {
  const machine = machineName();
  if (process.argv.includes('--json')) console.log(JSON.stringify({ bench, machine, rows }));
  else printTable(bench, machine, rows);
  process.exitCode = rows.every((row) => row.ok) ? 0 : 1;
}

function printTable(bench: string, machine: string, rows: BenchRow[]): void {
  console.log(`${bench} on ${machine}`);
  const cells = rows.map((row) => [
    row.name,
    `${row.value} ${row.unit}`,
    row.reference === null ? '' : `${row.reference} ${row.unit}`,
    row.ratio === null ? '' : `${row.ratio}`,
    row.limit === null ? '' : `≤ ${row.limit}`,
    row.ok ? 'ok' : 'MISSED',
  ]);
  const table = [['row', 'value', 'reference', 'ratio', 'limit', ''], ...cells];
  const widths =
    table[0]?.map((_, column) => Math.max(...table.map((line) => (line[column] ?? '').length))) ?? [];
  for (const line of table)
    console.log(line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
