import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type EngineProject, makeEngineProject } from '../testing/make-engine-project.ts';
import { testEngine, testPool } from '../testing/test-engine.ts';
import { execInInstance } from './exec-in-instance.ts';
import { getInstanceState } from './instance-state.ts';
import {
  createNetworkAcl,
  deleteNetworkAcl,
  getNetworkAcl,
  listNetworkAcls,
  updateNetworkAcl,
} from './network-acls.ts';
import { getNetworkState, listNetworkLeases } from './network-state.ts';
import {
  createNetwork,
  deleteNetwork,
  getNetwork,
  listNetworks,
  patchNetwork,
  updateNetwork,
} from './networks.ts';

const engine = testEngine();
const random = randomBytes(3).toString('hex');
const bridge = `bt${random}`;
const acl = { name: `berth-test-${random}`, ingress: [], egress: [] };
// Of the range that RFC 2544 gives to tests of equipment.
const subnet = `198.19.${randomBytes(1)[0]}`;
let project: EngineProject;

beforeAll(async () => {
  project = await makeEngineProject(engine, { 'restricted.networks.access': bridge });
});
afterAll(async () => {
  await project?.remove();
  await deleteNetwork(engine, { name: bridge }).catch(() => {});
  await deleteNetworkAcl(engine, acl).catch(() => {});
  await engine.close();
});

const drop = { action: 'drop', state: 'enabled', destination: '192.0.2.1/32' } as const;

test('a list of rules and a network that obeys it are made, changed and listed', async () => {
  await createNetworkAcl(engine, { ...acl, description: 'a test' });
  await createNetwork(engine, {
    name: bridge,
    config: {
      'ipv4.address': `${subnet}.1/24`,
      'ipv4.nat': 'true',
      'ipv6.address': 'none',
      'security.acls': acl.name,
      'security.acls.default.ingress.action': 'allow',
      'security.acls.default.egress.action': 'allow',
    },
  });
  await updateNetworkAcl(engine, { ...acl, egress: [drop] });
  expect(await getNetworkAcl(engine, acl)).toMatchObject({
    egress: [drop],
    used_by: [`/1.0/networks/${bridge}`],
  });
  expect((await listNetworkAcls(engine)).map(({ name }) => name)).toContain(acl.name);
  expect((await listNetworks(engine)).find(({ name }) => name === bridge)).toMatchObject({ managed: true });

  const before = await getNetwork(engine, { name: bridge });
  await patchNetwork(engine, { name: bridge, config: { 'dns.domain': 'internal' } });
  const after = await getNetwork(engine, { name: bridge });
  expect(after.config).toMatchObject({ ...before.config, 'dns.domain': 'internal' });
  await expect(updateNetwork(engine, before)).rejects.toMatchObject({ kind: 'conflict' });
});

test('an instance has the address that it was given, and the network knows it', async () => {
  const address = `${subnet}.10`;
  const nic = { type: 'nic', network: bridge, name: 'eth0', 'ipv4.address': address };
  const ref = await project.makeInstance('addressed', {
    devices: { root: { type: 'disk', path: '/', pool: testPool, size: '64MiB' }, eth0: nic },
  });
  const addresses = async () => (await getInstanceState(engine, ref)).interfaces.eth0?.addresses ?? [];
  await expect
    .poll(addresses, { timeout: 10_000 })
    .toContainEqual({ family: 'inet', address, scope: 'global' });
  const leases = await listNetworkLeases(engine, { name: bridge, project: project.name });
  expect(leases).toContainEqual(expect.objectContaining({ hostname: 'addressed', address, type: 'static' }));
  expect(await getNetworkState(engine, { name: bridge })).toMatchObject({ state: 'up' });
  const lookup = await execInInstance(engine, { ...ref, command: ['nslookup', 'addressed', `${subnet}.1`] });
  expect(lookup.stdout.toString()).toContain(address);
});

test('what is taken or in use is a conflict; a foreign network is refused', async () => {
  await expect(createNetwork(engine, { name: bridge, config: {} })).rejects.toMatchObject({
    kind: 'conflict',
  });
  await expect(createNetworkAcl(engine, acl)).rejects.toMatchObject({ kind: 'conflict' });
  await expect(deleteNetwork(engine, { name: bridge })).rejects.toMatchObject({ kind: 'conflict' });
  await expect(deleteNetworkAcl(engine, acl)).rejects.toMatchObject({ kind: 'conflict' });
  const root = { type: 'disk', path: '/', pool: testPool, size: '64MiB' };
  const foreign = { type: 'nic', network: 'no-such-bridge', name: 'eth0' };
  const other = project.makeInstance('foreign', { devices: { root, eth0: foreign } });
  await expect(other).rejects.toMatchObject({
    kind: 'refused',
    engineMessage: expect.stringContaining('Network not allowed in project'),
  });
});
