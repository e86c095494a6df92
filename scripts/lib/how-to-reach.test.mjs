import { expect, test } from 'vitest';
import { howToReach } from './how-to-reach.mjs';

const here = { user: 'ann', host: 'box' };
const local = { BERTH_HOST: '127.0.0.1', BERTH_URL: 'http://localhost:3100', PORT: '3100' };

test('who listens on this machine only says how to come in from another, with the real port', () => {
  expect(howToReach(local, here).join(' ')).toContain('ssh -L 3100:localhost:3100 ann@box');
});

test('an open address without the address that people type is warned of', () => {
  const words = howToReach({ ...local, BERTH_HOST: '0.0.0.0' }, here).join(' ');
  expect(words).toMatch(/^Warning/);
  expect(words).toContain('BERTH_URL=http://box:3100');
});

test.each(['127.0.0.1', '0.0.0.0'])(
  'with an address of its own, listening on %s, nothing is to be said',
  (host) => {
    expect(howToReach({ ...local, BERTH_HOST: host, BERTH_URL: 'https://panel.example' }, here)).toEqual([]);
  },
);
