import { expect, test } from 'vitest';
import { partsOf } from './parts-of.ts';

const zero = Date.parse('2026-01-01T00:00:00Z');
const step = (name: string, from: number, to: number) => ({
  name,
  startedAt: new Date(zero + from).toISOString(),
  finishedAt: new Date(zero + to).toISOString(),
});
const create = { steps: [step('create', 30, 330), step('root-password', 330, 331)] };

test('of a guest with an init of its own, the rest is its boot', () => {
  expect(partsOf({ create, deploy: null, answeredAtMs: zero + 900 })).toEqual({ engine: 300, runtime: 570 });
});

test('a guest that answers before the engine has said that it runs took no time more', () => {
  expect(partsOf({ create, deploy: null, answeredAtMs: zero + 320 })).toEqual({ engine: 300, runtime: 0 });
});

test('in a shell, from the switch to the answer; the check after it is not waited for', () => {
  const deploy = { steps: [step('fetch', 350, 900), step('switch', 910, 1300), step('check', 1300, 2900)] };
  const parts = partsOf({ create, deploy, answeredAtMs: zero + 1250 });
  expect(parts).toEqual({ engine: 300, pull: 550, runtime: 340 });
});

test('a step that has not run has no time', () => {
  expect(() => partsOf({ create: { steps: [] }, deploy: null, answeredAtMs: zero })).toThrow('create');
});
