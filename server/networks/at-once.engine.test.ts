import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listNetworkAcls } from '#server/incus/network-acls.ts';
import { listNetworks } from '#server/incus/networks.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { ensureAcl, removeAcl } from './ensure-acl.ts';
import { ensureNetwork, removeNetwork } from './ensure-network.ts';

let opened: TestCtx;
const third = randomBytes(1).readUInt8();
const networks = Array.from({ length: 8 }, (_, index) => ({
  tenantId: randomUUID(),
  bridge: `bt-${randomBytes(5).toString('hex')}`,
  // Not of the range that tenants have: other tests allocate from that at the same time.
  subnet: `10.${index + 40}.${third}.0/24`,
}));

beforeAll(async () => {
  opened = await openTestCtx();
});
afterAll(async () => {
  for (const network of networks) {
    await removeNetwork(opened.ctx.engine, network);
    await removeAcl(opened.ctx.engine, network);
  }
  await opened.close();
});

async function names(): Promise<string[]> {
  const { engine } = opened.ctx;
  const ours = new Set(networks.map(({ bridge }) => bridge));
  const found = [...(await listNetworks(engine)), ...(await listNetworkAcls(engine))];
  return found.map(({ name }) => name).filter((name) => ours.has(name));
}

test('eight networks are made at the same moment and taken away at the same moment', async () => {
  const { engine } = opened.ctx;
  const each = (work: (network: (typeof networks)[number]) => Promise<void>) =>
    Promise.all(networks.map(work));
  await each((network) => ensureAcl(engine, network, { ingress: [], egress: [] }));
  await each((network) => ensureNetwork(engine, network));
  expect(await names()).toHaveLength(16);
  await each((network) => removeNetwork(engine, network));
  await each((network) => removeAcl(engine, network));
  expect(await names()).toEqual([]);
});
