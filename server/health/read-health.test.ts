import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { readHealth } from './read-health.ts';

let opened: TestCtx;
beforeAll(async () => {
  opened = await openTestCtx();
});
afterAll(async () => {
  await opened?.close();
});

test('all who ask within a second get one look, who asks later a new one', async () => {
  const looks = await Promise.all(Array.from({ length: 20 }, () => readHealth(opened.ctx)));
  expect(new Set(looks).size).toBe(1);
  await new Promise((resolve) => setTimeout(resolve, 1100));
  expect(await readHealth(opened.ctx)).not.toBe(looks[0]);
});
