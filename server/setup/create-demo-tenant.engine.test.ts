import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { makeUser } from '#server/testing/make-user.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { createDemoTenant } from './create-demo-tenant.ts';

vi.stubEnv('BERTH_MASTER_KEY_FILE', '/dev/null');

let test: TestCtx;

beforeAll(async () => {
  test = await openTestCtx();
});
afterAll(() => test.close());

it('asks for the tenant once, owned by the first admin, and never again after it was deleted', async () => {
  const { ctx } = test;
  expect(await createDemoTenant(ctx)).toBe(false);
  const admin = await makeUser(ctx.db, { isOperator: true });
  expect(await createDemoTenant(ctx)).toBe(true);
  const tenant = await ctx.db.tenant.findUniqueOrThrow({
    where: { slug: 'demo' },
    include: { members: true, network: true },
  });
  expect(tenant.members).toMatchObject([{ userId: admin.id, role: 'owner' }]);
  expect(tenant.network?.subnet).toMatch(/\/24$/);
  const job = await ctx.db.job.findFirstOrThrow({ where: { tenantId: tenant.id } });
  expect(job).toMatchObject({ kind: 'create-tenant', state: 'queued', actorName: 'setup' });

  expect(await createDemoTenant(ctx)).toBe(false);
  await ctx.db.tenant.deleteMany();
  expect(await createDemoTenant(ctx)).toBe(false);
});
