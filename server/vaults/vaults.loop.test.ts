import { afterAll, beforeAll, onTestFinished, test } from 'vitest';
import { openDatabase } from '#server/db.ts';
import { instruments } from '#server/metrics/instruments.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { untilFound } from '#server/testing/until-found.ts';
import { startVaultLoop } from './vaults.loop.ts';

let opened: TestCtx;
beforeAll(async () => {
  opened = await openTestCtx();
});
afterAll(() => opened?.close());

const isFailing = async (): Promise<boolean> => {
  const { values } = await instruments().loopFailing.get();
  return values.some(({ labels, value }) => labels.loop === 'vaults' && value === 1);
};

test('a pass that fails after the loop has gone on without it counts as failed', async () => {
  const { ctx } = opened;
  const url = new URL(opened.url);
  // Longer than a pass is waited for.
  url.searchParams.set('options', '-c statement_timeout=3000');
  const db = openDatabase(url.href);
  onTestFinished(() => db.$disconnect());
  await ctx.db.$transaction(
    async (tx) => {
      await tx.$executeRaw`LOCK TABLE "Vault" IN ACCESS EXCLUSIVE MODE`;
      const loop = startVaultLoop({ ...ctx, db });
      onTestFinished(() => loop.stop());
      await untilFound(isFailing);
    },
    { timeout: 40_000 },
  );
  await untilFound(async () => !(await isFailing()));
});
