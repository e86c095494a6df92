import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeInstance } from '#server/testing/make-instance.ts';
import { makeTenant } from '#server/testing/make-tenant.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { refusalOf } from '#server/testing/refusal-of.ts';
import { allocateAddress } from './allocate-address.ts';
import { allocateSubnet } from './allocate-subnet.ts';
import { bridgeName } from './network-names.ts';

let opened: TestCtx;
beforeAll(async () => {
  opened = await openTestCtx();
});
afterAll(() => opened.close());

const patient = { maxWait: 15_000, timeout: 15_000 };

/** A tenant with the next free network of `range`. */
async function makeNetwork(
  range: string,
  used: string[] = [],
): Promise<{ tenantId: string; subnet: string }> {
  const { db } = opened.ctx;
  const tenant = await makeTenant(db);
  return db.$transaction(async (tx) => {
    const subnet = await allocateSubnet(tx, used, { range });
    await tx.network.create({ data: { tenantId: tenant.id, bridge: bridgeName(tenant.id), subnet } });
    return { tenantId: tenant.id, subnet };
  }, patient);
}

test('twenty tenants at the same moment get twenty networks, without gaps', async () => {
  const made = await Promise.all(Array.from({ length: 20 }, () => makeNetwork('10.150.0.0/16')));
  expect(made.map(({ subnet }) => subnet).sort()).toEqual(
    Array.from({ length: 20 }, (_, index) => `10.150.${index}.0/24`).sort(),
  );
});

test('what the machine has already is passed over, wider networks as well', async () => {
  const used = ['10.151.0.7/24', '10.151.3.1/23', '192.0.2.2/24'];
  const made = [];
  for (let index = 0; index < 2; index++) made.push((await makeNetwork('10.151.0.0/16', used)).subnet);
  expect(made).toEqual(['10.151.1.0/24', '10.151.4.0/24']);
});

test('a range that is used up is refused by name', async () => {
  await makeNetwork('10.152.0.0/24');
  expect(await refusalOf(makeNetwork('10.152.0.0/24'))).toMatchObject({
    reason: 'no-subnet-left',
    params: { range: '10.152.0.0/24' },
  });
});

test('tenants made at the same moment have bridges of different names that fit an interface', () => {
  const bridges = Array.from({ length: 100 }, () => bridgeName(randomUUID()));
  expect(new Set(bridges).size).toBe(100);
  expect(bridges.every((bridge) => bridge.length <= 15)).toBe(true);
});

test('ten instances at the same moment get ten addresses; one that is given back is the next', async () => {
  const { db } = opened.ctx;
  const { tenantId } = await makeNetwork('10.153.0.0/24');
  const make = () =>
    db.$transaction(async (tx) => {
      const ipv4 = await allocateAddress(tx, tenantId);
      return makeInstance(tx, { tenantId, ipv4 });
    }, patient);
  const made = await Promise.all(Array.from({ length: 10 }, make));
  expect(made.map(({ ipv4 }) => ipv4).sort()).toEqual(
    Array.from({ length: 10 }, (_, index) => `10.153.0.${10 + index}`),
  );
  await db.instance.deleteMany({ where: { tenantId, ipv4: '10.153.0.13' } });
  expect((await make()).ipv4).toBe('10.153.0.13');
});

test('a full network is refused', async () => {
  const { db } = opened.ctx;
  const { tenantId } = await makeNetwork('10.154.0.0/24');
  const hosts = Array.from({ length: 241 }, (_, index) => index + 10);
  await db.instance.createMany({
    data: hosts.map((host) => ({
      tenantId,
      name: `i-${host}`,
      kind: 'light-vm',
      state: 'stopped',
      vcpus: 1,
      memoryBytes: 1,
      diskBytes: 1,
      ipv4: `10.154.0.${host}`,
    })),
  });
  expect(await refusalOf(db.$transaction((tx) => allocateAddress(tx, tenantId)))).toMatchObject({
    reason: 'no-address-left',
  });
});
