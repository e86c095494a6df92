import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { pollWhileSeen } from './poll-while-seen.ts';

/** As much of a page as is asked: whether it is seen, and the event that says so. */
class Page extends EventTarget {
  visibilityState = 'visible';
  turn(state: 'visible' | 'hidden') {
    this.visibilityState = state;
    this.dispatchEvent(new Event('visibilitychange'));
  }
}

let page: Page;
beforeEach(() => {
  vi.useFakeTimers();
  page = new Page();
  vi.stubGlobal('document', page);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('it reads at once, then as often as the reader says, one after the other', async () => {
  let reads = 0;
  const poll = pollWhileSeen(async () => {
    reads++;
    await new Promise((resolve) => setTimeout(resolve, 500));
    return 1000;
  });
  expect(reads).toBe(1);
  poll.now();
  expect(reads).toBe(1);
  await vi.advanceTimersByTimeAsync(1499);
  expect(reads).toBe(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(reads).toBe(2);
  poll.stop();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(reads).toBe(2);
});

test('nothing is read while nobody looks, and at once when somebody does again', async () => {
  const read = vi.fn(async () => 1000);
  const onHidden = vi.fn();
  const poll = pollWhileSeen(read, { onHidden });
  await vi.advanceTimersByTimeAsync(0);
  page.turn('hidden');
  expect(onHidden).toHaveBeenCalledOnce();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(read).toHaveBeenCalledOnce();
  page.turn('visible');
  expect(read).toHaveBeenCalledTimes(2);
  poll.stop();
});

test('what was told to wait waits, and what has had enough reads no more until it is looked at anew', async () => {
  const read = vi.fn(async (): Promise<undefined> => undefined);
  const poll = pollWhileSeen(read, { afterMs: 5000 });
  await vi.advanceTimersByTimeAsync(4999);
  expect(read).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(read).toHaveBeenCalledOnce();
  page.turn('visible');
  expect(read).toHaveBeenCalledTimes(2);
  poll.stop();
});

test('who has ended it hears so, and is not called again', async () => {
  let signal: AbortSignal | undefined;
  const read = vi.fn(async (given: AbortSignal) => {
    signal = given;
    await new Promise((resolve) => setTimeout(resolve, 500));
    return 0;
  });
  const poll = pollWhileSeen(read);
  poll.stop();
  expect(signal?.aborted).toBe(true);
  await vi.advanceTimersByTimeAsync(5000);
  page.turn('visible');
  expect(read).toHaveBeenCalledOnce();
});

test('a read that fails is tried again', async () => {
  const read = vi.fn(async (): Promise<number> => Promise.reject(new Error('the answer broke off')));
  const poll = pollWhileSeen(read);
  await vi.advanceTimersByTimeAsync(0);
  expect(read).toHaveBeenCalledOnce();
  await vi.advanceTimersByTimeAsync(5000);
  expect(read).toHaveBeenCalledTimes(2);
  page.turn('visible');
  expect(read).toHaveBeenCalledTimes(3);
  poll.stop();
});
