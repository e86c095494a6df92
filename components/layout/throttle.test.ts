import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { throttle } from './throttle.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('throttle', () => {
  it('lets a burst through as its first and one last call', () => {
    const run = vi.fn();
    const { call } = throttle(run, 250);
    for (let i = 0; i < 50; i += 1) call();
    expect(run).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(250);
    expect(run).toHaveBeenCalledTimes(2);
    vi.advanceTimersByTime(1000);
    expect(run).toHaveBeenCalledTimes(2);
  });
  it('never exceeds four calls a second under a steady stream', () => {
    const run = vi.fn();
    const { call } = throttle(run, 250);
    for (let ms = 0; ms < 2000; ms += 10) {
      call();
      vi.advanceTimersByTime(10);
    }
    expect(run.mock.calls.length).toBeLessThanOrEqual(9);
  });
  it('calls nothing after it was cancelled', () => {
    const run = vi.fn();
    const { call, cancel } = throttle(run, 250);
    call();
    call();
    cancel();
    vi.advanceTimersByTime(1000);
    expect(run).toHaveBeenCalledTimes(1);
  });
});
