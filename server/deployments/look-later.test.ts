import { expect, test } from 'vitest';
import { lookLater } from './look-later.ts';

const never = new AbortController().signal;

test('for a while its place is held; then it is given to others, for a tenth of the time, and it knows where it was', async () => {
  await lookLater({ since: Date.now() }, 0, never);
  const reached = { since: Date.now() - 30_000, after: 7 };
  const given = lookLater(reached, 0, never);
  await expect(given).rejects.toMatchObject({ name: 'Interrupted', reached });
  await expect(given).rejects.toSatisfy(({ pauseMs }) => pauseMs >= 3000 && pauseMs < 3500);
  const long = lookLater({ since: Date.now() - 3_600_000 }, 0, never);
  await expect(long).rejects.toMatchObject({ pauseMs: 5000 });
});
