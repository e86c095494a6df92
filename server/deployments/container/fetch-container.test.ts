import { expect, test } from 'vitest';
import { goneOn, whyStalled } from './fetch-container.ts';

const mib = 1024 ** 2;
const minute = 60_000;
const begun = { since: 0, after: 0, bytes: 0, at: 0 };

function answer(fetchedBytes: number, position = 0) {
  const lines = Array.from({ length: position }, () => ({
    at: '2026-01-01T00:00:00Z',
    text: 'Copying blob',
  }));
  return { log: { position, lines }, progress: { fetchedBytes, totalBytes: 900 * mib } };
}

test('a fetch goes on while it says something or a MiB has come', () => {
  expect(goneOn(begun, answer(0, 3), minute)).toEqual({ since: 0, after: 3, bytes: 0, at: minute });
  expect(goneOn(begun, answer(mib), minute)).toEqual({ since: 0, after: 0, bytes: mib, at: minute });
  // One that begins a layer anew has less than before, and says so.
  const again = goneOn({ ...begun, bytes: 9 * mib }, answer(mib, 1), minute);
  expect(again).toEqual({ since: 0, after: 1, bytes: mib, at: minute });
});

test('a registry that drips is not waited for, nor one that takes hours', () => {
  let reached = begun;
  let now = 0;
  while (!whyStalled(reached, now) && now < 60 * minute) {
    now += minute;
    reached = goneOn(reached, answer((mib / 20) * (now / minute)), now);
  }
  expect(now).toBe(11 * minute);
  expect(whyStalled(reached, now)).toMatchObject({
    reason: 'deployment-fetch-stalled',
    params: { minutes: 10 },
  });
  expect(whyStalled({ ...begun, at: 361 * minute }, 361 * minute)).toMatchObject({
    ...{ reason: 'deployment-fetch-too-long', params: { hours: 6 } },
  });
});
