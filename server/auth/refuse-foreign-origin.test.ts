import { expect, test } from 'vitest';
import { env } from '#server/env.ts';
import { refuseForeignOrigin } from './refuse-foreign-origin.ts';

const { origin: own, host } = new URL(env().BERTH_URL);

test.each([
  ['https://evil.example'],
  ['null'],
  [''],
  [null],
  [undefined],
  [`${own}.evil.example`],
  [`${own}0`],
])('from %s nothing is taken', (origin) => {
  const refused = expect.objectContaining({ reason: 'origin-refused' });
  expect(() => refuseForeignOrigin({ origin, host })).toThrow(refused);
  expect(() => refuseForeignOrigin({ origin, host: null })).toThrow(refused);
});

test('from the panel itself everything, at its address or at the other end of a tunnel', () => {
  expect(() => refuseForeignOrigin({ origin: own, host: 'behind-a-proxy:3000' })).not.toThrow();
  expect(() =>
    refuseForeignOrigin({ origin: 'http://localhost:8080', host: 'localhost:8080' }),
  ).not.toThrow();
});
