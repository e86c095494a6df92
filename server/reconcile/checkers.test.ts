import { expect, test } from 'vitest';
import type { Instance } from '#server/incus/instance.ts';
import type { Network } from '#server/incus/networks.ts';
import { bridgeName } from '#server/networks/network-names.ts';
import { checkDoubledAddresses } from './check-doubled-addresses.ts';
import { checkImages } from './check-images.ts';
import { checkNodes } from './check-nodes.ts';
import { checkUnknownNetworks } from './check-unknown-parts.ts';
import type { Picture } from './read-picture.ts';
import type { TenantRow } from './read-rows.ts';

const tenantId = '018f0000-0000-7000-8000-00000000000a';
const formerId = '018f0000-0000-7000-8000-00000000000b';
const bridge = bridgeName(tenantId);
const acme = {
  ...{ id: tenantId, slug: 'acme', name: 'Acme', state: 'active' },
  ...{ network: { bridge, subnet: '10.128.3.0/24' }, quota: {} },
} as TenantRow;

type Given = Partial<Omit<Picture, 'onEngine'>> & { instances?: never; has?: Partial<Has> };
type Has = { instances: Instance[]; networks: Network[] };

/** What there is to compare; an engine with nothing on it unless said. */
function picture({ has = {}, ...rows }: Given = {}): Picture {
  return {
    ...{ now: new Date(), tenants: [acme], instances: [], images: [], nodes: [], busy: new Set() },
    ...rows,
    onEngine: {
      instances: async () => has.instances ?? [],
      networks: async () => has.networks ?? [],
      projects: async () => [],
      acls: async () => [],
      usedAddresses: async () => [],
    },
  };
}

test('an image on offer that the engine has not any more is missing; one that is not on offer is not', async () => {
  const image = (id: string, isEnabled: boolean, isPresent: boolean) => {
    return { id, alias: `debian/${id}`, name: `Debian ${id}`, isEnabled, isPresent };
  };
  const images = [image('11', false, false), image('12', true, true), image('13', true, false)];
  expect(await checkImages.check(picture({ images }))).toEqual({
    differences: [
      {
        ...{ kind: 'image-missing', subjectKey: 'image:13', subject: 'Debian 13', tenantId: null },
        details: { facts: { alias: 'debian/13' } },
      },
    ],
  });
});

test('a node that is offline is told of, with why', async () => {
  const nodes = [
    { id: 'n1', name: 'one', state: 'online', message: 'Storage pool: not found' },
    { id: 'n2', name: 'two', state: 'offline', message: 'no answer within 10 s' },
  ];
  expect(await checkNodes.check(picture({ nodes }))).toEqual({
    differences: [
      {
        ...{ kind: 'node-offline', subjectKey: 'node:n2', subject: 'two', tenantId: null },
        details: { facts: { message: 'no answer within 10 s' } },
      },
    ],
  });
});

test('two of a tenant with one address are told of; the same address elsewhere, or none, is nothing', async () => {
  const at = (name: string, address: string, project = 'berth-acme') =>
    ({
      name,
      project,
      expandedDevices: { eth0: { type: 'nic', 'ipv4.address': address } },
    }) as unknown as Instance;
  const others = [at('alone', '10.128.3.11'), at('far', '10.128.3.10', 'berth-other'), at('none', 'none')];
  const has = {
    instances: [at('web', '10.128.3.10'), at('copy', '10.128.3.10'), at('also-none', 'none'), ...others],
  };
  const { differences } = await checkDoubledAddresses.check(picture({ has }));
  expect(differences).toEqual([
    {
      ...{
        kind: 'address-doubled',
        subjectKey: 'address:berth-acme/10.128.3.10',
        subject: '10.128.3.10',
        tenantId,
      },
      details: { facts: { project: 'berth-acme', instances: 'web, copy' } },
      graceFrom: 'first-sight',
    },
  ]);
});

test("a network of a tenant that is no more is unknown; a tenant's, one that is being removed and foreign ones are not", async () => {
  const network = (name: string, over: Partial<Network> = {}) =>
    ({ name, managed: true, description: '', config: {}, used_by: [], ...over }) as unknown as Network;
  const former = { config: { 'user.berth.tenant': formerId }, used_by: ['/1.0/instances/web?project=x'] };
  const networks = [
    ...[network(bridge), network('incusbr0'), network('bt-0123456789', { managed: false })],
    ...[network(bridgeName(formerId), former), network('bt-00000000ff')],
  ];
  const busy = new Set(['engine-network:bt-00000000ff']);
  const { differences, unjudged } = await checkUnknownNetworks.check(picture({ busy, has: { networks } }));
  expect(unjudged).toEqual([...busy]);
  expect(differences).toEqual([
    {
      ...{ kind: 'unknown-network', subjectKey: `engine-network:${bridgeName(formerId)}`, tenantId: null },
      ...{ subject: bridgeName(formerId), graceFrom: 'first-sight' },
      details: { facts: { formerTenant: formerId, usedBy: 1 } },
    },
  ]);
});
