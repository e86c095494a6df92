import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { execInInstance } from '#server/incus/exec-in-instance.ts';
import { createInstance } from '#server/incus/instances.ts';
import { patchNetwork } from '#server/incus/networks.ts';
import { finishOperation } from '#server/incus/operations.ts';
import { makeEngineTenant } from '#server/testing/make-engine-tenant.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { tinyImage } from '#server/testing/tiny-image.ts';
import { listUsedAddresses } from './list-used-addresses.ts';
import { addressIn, gatewayOf } from './network-names.ts';
import { retryRaces } from './retry-races.ts';

type Tenant = Awaited<ReturnType<typeof makeEngineTenant>>;

let opened: TestCtx;
const tenants: Tenant[] = [];

beforeAll(async () => {
  opened = await openTestCtx();
  for (let index = 0; index < 2; index++) tenants.push(await makeEngineTenant(opened.ctx));
  const [ours, theirs] = tenants as [Tenant, Tenant];
  await Promise.all([start(ours, 'one', 10), start(ours, 'two', 11), start(theirs, 'one', 10)]);
});
afterAll(async () => {
  for (const tenant of tenants) await tenant.remove();
  await opened.close();
});

async function start({ project, network }: Tenant, name: string, host: number): Promise<void> {
  const { engine } = opened.ctx;
  const { fingerprint } = await tinyImage(engine);
  const operation = await createInstance(engine, {
    ...{ project, name, type: 'container', source: { fingerprint }, start: true },
    config: { 'limits.cpu': '1', 'limits.memory': '128MiB' },
    devices: {
      root: { type: 'disk', path: '/', pool: process.env.BERTH_POOL ?? 'berth', size: '1GiB' },
      eth0: { ...nic(network.bridge), 'ipv4.address': addressIn(network.subnet, host) },
    },
  });
  await finishOperation(engine, operation);
  await untilConnected({ project, name });
}
const nic = (bridge: string) => ({ type: 'nic', network: bridge, name: 'eth0' });

async function untilConnected(instance: { project: string; name: string }): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    if ((await shell(instance, 'ip route | grep -q default')) === 0) return;
    await delay(100);
  }
  throw new Error(`${instance.name} got no address`);
}

/** Runs a line in an instance; its exit code. */
async function shell(instance: { project: string; name: string }, line: string): Promise<number> {
  const command = ['/bin/sh', '-c', line];
  return (await execInInstance(opened.ctx.engine, { ...instance, command })).code;
}

test('an instance reaches its neighbour and the names of its network, and nothing of others', async () => {
  const [ours, theirs] = tenants as [Tenant, Tenant];
  const from = { project: ours.project, name: 'one' };
  const ping = (address: string) => shell(from, `ping -c 1 -W 1 ${address}`);
  expect(await ping(addressIn(ours.network.subnet, 11))).toBe(0);
  expect(await shell(from, `nslookup two.incus ${gatewayOf(ours.network.subnet)}`)).toBe(0);

  expect(await ping(addressIn(theirs.network.subnet, 10))).not.toBe(0);
  expect(await ping(gatewayOf(theirs.network.subnet))).not.toBe(0);
});

test('an instance asks its own name server, and none of another tenant', async () => {
  const [ours, theirs] = tenants as [Tenant, Tenant];
  const from = { project: ours.project, name: 'one' };
  const ask = (server: string) => shell(from, `timeout 3 nslookup one.incus ${server}`);
  expect(await ask(gatewayOf(ours.network.subnet))).toBe(0);
  expect(await ask(gatewayOf(theirs.network.subnet))).not.toBe(0);
});

test('an instance reaches no port of the machine that it runs on, by any of its addresses', async () => {
  const [ours] = tenants as [Tenant, Tenant];
  const from = { project: ours.project, name: 'one' };
  const machine = (await listUsedAddresses(opened.ctx.engine)).map(({ cidr }) => cidr.split('/')[0]);
  expect(machine.length).toBeGreaterThan(1);
  for (const address of [gatewayOf(ours.network.subnet), ...machine]) {
    expect(await shell(from, `ping -c 1 -W 1 ${address}`), address).not.toBe(0);
  }
});

test('the rules are what keeps them apart: without them the same ping gets through', async () => {
  const [ours, theirs] = tenants as [Tenant, Tenant];
  for (const { network } of [ours, theirs]) {
    const config = { 'security.acls': '' };
    await retryRaces(() => patchNetwork(opened.ctx.engine, { name: network.bridge, config }));
  }
  const address = addressIn(theirs.network.subnet, 10);
  expect(await shell({ project: ours.project, name: 'one' }, `ping -c 2 -W 1 ${address}`)).toBe(0);
});
