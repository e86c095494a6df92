import { expect, test } from 'vitest';
import type { ShellStatus } from '#server/shells/schema.ts';
import { containerSettings } from '../container-schema.ts';
import { toProgress } from './look-at-container.ts';

const now = Date.parse('2026-01-01T00:01:00Z');
const plain = containerSettings.parse({ image: 'nginx' });
const checked = containerSettings.parse({
  image: 'nginx',
  health: { test: { kind: 'http', port: 80 }, startSeconds: 10, intervalSeconds: 3600, timeoutSeconds: 5 },
});
const once = containerSettings.parse({ image: 'nginx', restart: { policy: 'no' } });

function status(changed: Partial<ShellStatus>): ShellStatus {
  return {
    ...{ number: 1, state: 'running', pid: 7, exitCode: null, finishedAt: null, restarts: 0, health: null },
    startedAt: '2026-01-01T00:00:58Z',
    ...changed,
  };
}
const health = (state: 'starting' | 'healthy' | 'unhealthy') => ({
  ...{ state, failures: 0, output: 'connection refused', at: null },
});

test('without a health check it is well when it has run for a moment', () => {
  expect(toProgress(status({}), plain, now)).toEqual({ state: 'well' });
  expect(toProgress(status({ startedAt: '2026-01-01T00:00:59.5Z' }), plain, now).state).toBe('waiting');
});

test('with one, when that says so, and never before', () => {
  expect(toProgress(status({ health: health('starting') }), checked, now).state).toBe('waiting');
  expect(toProgress(status({ health: health('healthy') }), checked, now)).toEqual({ state: 'well' });
  expect(toProgress(status({ health: health('unhealthy') }), checked, now)).toEqual({
    state: 'failed',
    reason: 'deployment-unhealthy',
    params: { said: 'connection refused' },
  });
  const late = Date.parse('2026-01-01T00:02:00Z');
  expect(toProgress(status({ health: health('starting') }), checked, late)).toMatchObject({
    reason: 'deployment-not-healthy-yet',
  });
  const silent = { ...health('starting'), output: '' };
  expect(toProgress(status({ health: silent }), checked, late)).toMatchObject({
    reason: 'deployment-unchecked',
  });
  // What a check prints is a stranger's word: no cursor is moved by it, and a row can keep it.
  const rude = { ...health('unhealthy'), output: 'a\u0000\u001b[2J' };
  expect(toProgress(status({ health: rude }), checked, now)).toMatchObject({
    params: { said: String.raw`a\x00\x1b[2J` },
  });
});

test('one that ends is a failure, unless it was to be done once and has ended with 0', () => {
  const ended = { state: 'exited' as const, exitCode: 3 };
  expect(toProgress(status(ended), plain, now)).toEqual({
    ...{ state: 'failed', reason: 'deployment-ended', params: { exitCode: 3 } },
  });
  expect(toProgress(status({ ...ended, exitCode: 0 }), plain, now).state).toBe('failed');
  expect(toProgress(status({ ...ended, exitCode: 0 }), once, now)).toEqual({ state: 'well' });
  expect(toProgress(status({ restarts: 1, exitCode: 1 }), plain, now).state).toBe('failed');
});
