import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TaggedInstance } from '#server/incus/instance.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { kernelEvidence } from './kernel-evidence.ts';

let opened: TestCtx;
beforeAll(async () => {
  opened = await openTestCtx();
});
afterAll(() => opened?.close());

test('of a node that the panel has no way to, nothing is claimed', async () => {
  const found = { location: 'somewhere-else' } as TaggedInstance;
  const read = { ctx: opened.ctx, id: randomUUID(), found, at: new Date() };
  const observations = await kernelEvidence(read);
  expect(observations.map(({ key }) => key)).toEqual(['kernel-installed', 'kernel-waits', 'live-patches']);
  for (const each of observations) expect(each).toMatchObject({ value: null, reason: 'no-node-shell' });
});
