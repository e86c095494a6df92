import { afterAll, beforeAll, expect, test } from 'vitest';
import { AppError } from '#server/errors.ts';
import { makeInstance } from '#server/testing/make-instance.ts';
import { makeTenant } from '#server/testing/make-tenant.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { refusalOf } from '#server/testing/refusal-of.ts';
import { type AskedSize, reserveQuota } from './reserve-quota.ts';

const gib = 1024 ** 3;
const small: AskedSize = { kind: 'light-vm', vcpus: 1, memoryBytes: gib, diskBytes: 10 * gib };

let opened: TestCtx;
beforeAll(async () => {
  opened = await openTestCtx();
});
afterAll(() => opened.close());

function reserve(tenantId: string, asked: AskedSize, options?: { exceptInstanceId?: string }) {
  return opened.ctx.db.$transaction((tx) => reserveQuota(tx, tenantId, asked, options));
}

test('what fits exactly is given', async () => {
  const tenant = await makeTenant(opened.ctx.db, { quotaLightVms: 2, quotaVcpus: 2 });
  await makeInstance(opened.ctx.db, { tenantId: tenant.id });
  await reserve(tenant.id, small);
});

test('each part of the quota is refused by its own name and with what is left', async () => {
  const tenant = await makeTenant(opened.ctx.db, {
    quotaLightVms: 2,
    quotaVcpus: 4,
    quotaMemoryBytes: 3 * gib,
    quotaDiskBytes: 25 * gib,
  });
  await makeInstance(opened.ctx.db, { tenantId: tenant.id });
  expect(await refusalOf(reserve(tenant.id, { ...small, vcpus: 4 }))).toMatchObject({
    code: 'quota-exceeded',
    reason: 'quota-vcpus',
    field: 'vcpus',
    params: { asked: 4, left: 3, limit: 4 },
  });
  expect(await refusalOf(reserve(tenant.id, { ...small, memoryBytes: 2.5 * gib }))).toMatchObject({
    reason: 'quota-memory',
    message:
      'This asks for 2.5 GiB of memory; the account has 2 of 3 GiB left. Choose a smaller size, or ask your provider for more.',
  });
  expect(await refusalOf(reserve(tenant.id, { ...small, diskBytes: 16 * gib }))).toMatchObject({
    reason: 'quota-disk',
    params: { asked: 16, left: 15, limit: 25 },
  });
  expect(await refusalOf(reserve(tenant.id, { ...small, kind: 'vm' }))).toMatchObject({
    reason: 'quota-instances',
    message: "The account's quota of 0 full VMs is used up. Ask your provider for more.",
  });
});

test('an instance that gets another size does not count twice', async () => {
  const tenant = await makeTenant(opened.ctx.db, { quotaLightVms: 1, quotaVcpus: 2 });
  const { id } = await makeInstance(opened.ctx.db, { tenantId: tenant.id });
  expect(await refusalOf(reserve(tenant.id, { ...small, vcpus: 2 }))).toMatchObject({
    reason: 'quota-instances',
  });
  await reserve(tenant.id, { ...small, vcpus: 2 }, { exceptInstanceId: id });
});

test('an unknown tenant is not found', async () => {
  const stranger = '018f0000-0000-7000-8000-000000000000';
  expect(await refusalOf(reserve(stranger, small))).toMatchObject({ code: 'not-found' });
});

test('of twenty at the same moment exactly the three get a place that there is room for', async () => {
  const { db } = opened.ctx;
  const tenant = await makeTenant(db, { quotaLightVms: 20, quotaVcpus: 3 });
  const outcomes = await Promise.allSettled(
    Array.from({ length: 20 }, () =>
      db.$transaction(
        async (tx) => {
          await reserveQuota(tx, tenant.id, small);
          await makeInstance(tx, { tenantId: tenant.id });
        },
        { maxWait: 15_000, timeout: 15_000 },
      ),
    ),
  );
  const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
  expect(refused).toHaveLength(17);
  for (const { reason } of refused) {
    expect(reason).toBeInstanceOf(AppError);
    expect(reason).toMatchObject({ reason: 'quota-vcpus' });
  }
  expect(await db.instance.count({ where: { tenantId: tenant.id } })).toBe(3);
});
