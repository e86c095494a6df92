import { expect, test } from 'vitest';
import { kindRows, type Measured } from './kind-rows.ts';

const memory = { usage: 40e6, workingSet: 21e6, programs: 10e6, kernel: 8e6, files: 3e6 };
const rates = { getppid: 100, file: 100, stat: 100, pipe: 100 };
const rate = (perSecond: number) => ({ perSecond, cpuSeconds: 0.05 / perSecond });
const measured: Measured = {
  kind: 'app',
  http: { timings: [{ ms: 1000, parts: { engine: 300, pull: 400, runtime: 200 } }], bareMs: [2] },
  memory: {
    of: [21e6, 90e6, 20e6].map((workingSet) => ({ ...memory, workingSet, monitor: 2e6 })),
    bare: [{ ...memory, workingSet: 0.5e6, usage: 19e6 }],
  },
  rps: { of: [900, 1000, 800].map(rate), bare: [rate(1000)] },
  syscalls: { of: [rates], bare: [{ ...rates, getppid: 200 }] },
};
const named = (rows: ReturnType<typeof kindRows>, name: string) => rows.find((row) => row.name === name);

test('each number stands beside that of the bare process', () => {
  const rows = kindRows(measured);
  expect(named(rows, 'app.http')).toMatchObject({ value: 1000, reference: 2, ratio: 500, ok: true });
  expect(named(rows, 'app.rps')).toMatchObject({ value: 900, reference: 1000, ratio: 0.9 });
  expect(named(rows, 'app.rps.cpu')).toMatchObject({ value: 55.56, reference: 50, ratio: 1.111 });
  expect(named(rows, 'app.syscalls')).toMatchObject({ value: 25, reference: 28.57, ratio: 0.875 });
  expect(named(rows, 'app.memory')).toMatchObject({ value: 21, reference: 0.5 });
  expect(named(rows, 'app.memory.per-gib')?.value).toBe(46);
});

test('the limit is of what is over the application itself, of the kinds that have one', () => {
  const over = 'app.memory.over-application';
  expect(named(kindRows(measured), over)).toMatchObject({ value: 20.5, limit: 20, ok: false });
  const withCache = 'app.memory.with-page-cache.over-application';
  expect(named(kindRows(measured), withCache)).toMatchObject({ value: 21, limit: 20, ok: false });
  const sandbox = kindRows({ ...measured, kind: 'sandbox' });
  expect(named(sandbox, 'sandbox.memory.over-application')).toMatchObject({ limit: null, ok: true });
});

test('where there are no system calls and nothing is pulled there are no such rows', () => {
  const timings = [{ ms: 500, parts: { engine: 300, runtime: 200 } }];
  const rows = kindRows({ ...measured, http: { ...measured.http, timings }, syscalls: null });
  expect(rows.filter(({ name }) => /syscalls|pull/.test(name))).toEqual([]);
});
