import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectEngine } from '#server/incus/connect-engine.ts';
import { makeInstance } from '#server/testing/make-instance.ts';
import { makeTenant } from '#server/testing/make-tenant.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { setRootPassword } from './set-root-password.ts';

let opened: TestCtx;

beforeAll(async () => {
  opened = await openTestCtx();
});
afterAll(() => opened?.close());

test('a password that cannot be recorded is not set either, so that none is lost', async () => {
  const { ctx } = opened;
  const { id: tenantId } = await makeTenant(ctx.db);
  const { id } = await makeInstance(ctx.db, { tenantId, state: 'running' });
  const engine = connectEngine({ url: 'unix:///nonexistent/berth-test.socket' });
  const set = () => setRootPassword({ ...ctx, engine }, { id });
  await expect(set()).rejects.toMatchObject({ reason: 'engine-unavailable' });
  expect(await ctx.db.auditEntry.count({ where: { targetId: id } })).toBe(1);
  await ctx.db.$executeRaw`ALTER TABLE "AuditEntry" ADD CONSTRAINT broken CHECK (false) NOT VALID`;
  await expect(set()).rejects.toThrow('broken');
  await engine.close();
});
