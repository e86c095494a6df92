import { expect, test } from 'vitest';
import { callSignal } from './call-signal.ts';

test('the outer signals end it, with their reason', () => {
  const outer = new AbortController();
  const limit = callSignal(60_000, undefined, outer.signal);
  expect(limit.signal.aborted).toBe(false);
  outer.abort('because');
  expect(limit.signal.reason).toBe('because');
  expect(limit.hasTimedOut()).toBe(false);
  limit.dispose();
});

test('a signal that has come already ends it at once', () => {
  const limit = callSignal(60_000, AbortSignal.abort('before'));
  expect(limit.signal.reason).toBe('before');
  limit.dispose();
});

test('time ends it too', async () => {
  const limit = callSignal(10);
  await new Promise((resolve) => limit.signal.addEventListener('abort', resolve));
  expect(limit.hasTimedOut()).toBe(true);
  limit.dispose();
});

test('after its end it listens to nobody', () => {
  const outer = new AbortController();
  const limit = callSignal(10, outer.signal);
  limit.dispose();
  outer.abort();
  expect(limit.signal.aborted).toBe(false);
});
