import { expect, test } from 'vitest';
import { toProgress } from './look-at-kernel.ts';
import type { KernelStatus } from './shell-shapes.ts';

const now = Date.parse('2026-01-01T00:01:00Z');
const status = (changed: Partial<KernelStatus>): KernelStatus => ({
  ...{ number: 1, state: 'running', pid: 7, exitCode: null, finishedAt: null, restarts: 0, error: null },
  ...{ startedAt: '2026-01-01T00:00:50Z', accelerator: 'tcg', machine: 'microvm', guestMemoryBytes: 1 },
  ...changed,
});

test('it is well when it has run for a moment', () => {
  expect(toProgress(status({}), 'always', now)).toEqual({ state: 'well' });
  expect(toProgress(status({ startedAt: '2026-01-01T00:00:59Z' }), 'always', now).state).toBe('waiting');
});

test('one that ends is a failure, unless it was to be done once and has ended with 0', () => {
  const ended = { state: 'exited' as const, exitCode: 3 };
  expect(toProgress(status(ended), 'no', now)).toEqual({
    ...{ state: 'failed', reason: 'deployment-ended', params: { exitCode: 3 } },
  });
  expect(toProgress(status({ ...ended, exitCode: 0 }), 'no', now)).toEqual({ state: 'well' });
  expect(toProgress(status({ ...ended, exitCode: 0 }), 'always', now).state).toBe('failed');
  expect(toProgress(status({ restarts: 2, exitCode: 1 }), 'always', now).state).toBe('failed');
});

test('what QEMU itself says is told', () => {
  const failed = status({ state: 'failed', error: 'could not load kernel' });
  expect(toProgress(failed, 'always', now)).toMatchObject({
    ...{ reason: 'deployment-qemu-refused', params: { detail: 'could not load kernel' } },
  });
});
