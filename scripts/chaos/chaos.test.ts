import { expect, test } from 'vitest';
import { driftedSizes } from './drift.ts';
import { pickVictims } from './kill-at-random.ts';
import { seededRandom } from './random.ts';

const mib = 1024 ** 2;

test('a size that the engine has otherwise than the row says is told of', () => {
  const row = {
    id: 'a',
    name: 'web',
    vcpus: 1,
    memoryBytes: BigInt(256 * mib),
    diskBytes: BigInt(1024 * mib),
  };
  const there = (memory: string, root: string) => ({
    config: { 'user.berth.id': 'a', 'limits.cpu': '01', 'limits.memory': memory },
    devices: { root: { type: 'disk', size: root } },
  });
  expect(driftedSizes([row], [there('256MiB', `${1024 * mib}B`)])).toEqual([]);
  expect(driftedSizes([row], [there('128MiB', '2GiB')])).toEqual([
    `web: limits.memory is 128MiB on the engine, ${256 * mib}B in its row`,
    `web: root size is 2GiB on the engine, ${1024 * mib}B in its row`,
  ]);
  expect(driftedSizes([row], [])).toEqual([]);
});

test('one dies, and now and then two that belong together; the same ones for the same seed', () => {
  const victims = ['web', 'worker', 'postgres', 'incusd'].map((name) => {
    return { name, kill: async () => undefined, start: async () => undefined };
  });
  const deaths = (seed: number) => {
    const random = seededRandom(seed);
    return Array.from({ length: 200 }, () =>
      pickVictims(victims, random)
        .map(({ name }) => name)
        .join('+'),
    );
  };
  expect(new Set(deaths(1))).toEqual(
    new Set(['web', 'worker', 'postgres', 'incusd', 'web+worker', 'postgres+incusd']),
  );
  const pairs = deaths(1).filter((names) => names.includes('+'));
  expect(pairs.length).toBeGreaterThan(20);
  expect(pairs.length).toBeLessThan(80);
  expect(deaths(1)).toEqual(deaths(1));
  expect(deaths(2)).not.toEqual(deaths(1));
});
