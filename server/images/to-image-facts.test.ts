import { expect, test } from 'vitest';
import { toImageFacts } from './to-image-facts.ts';

const gib = 1024 ** 3;
const image = {
  fingerprint: 'f'.repeat(64),
  aliases: ['debian/12'],
  architecture: 'x86_64',
  type: 'container',
  sizeBytes: 80 * 1024 ** 2,
  properties: { os: 'Debian', release: 'bookworm', description: 'Debian 12 (bookworm)' },
  public: false,
  createdAt: undefined,
  uploadedAt: undefined,
};

test('name, system and user come from the properties', () => {
  const properties = { ...image.properties, 'berth.default_user': 'debian' };
  expect(toImageFacts({ ...image, properties })).toEqual([
    {
      alias: 'debian/12',
      fingerprint: image.fingerprint,
      name: 'Debian 12 (bookworm)',
      os: 'Debian',
      release: 'bookworm',
      kind: 'light-vm',
      defaultUser: 'debian',
      hasCloudInit: true,
      minDiskBytes: gib,
      sizeBytes: image.sizeBytes,
      origin: 'engine',
    },
  ]);
});

test('without properties the alias says what it is, and root logs in', () => {
  expect(toImageFacts({ ...image, properties: {} })[0]).toMatchObject({
    name: 'debian 12',
    os: 'debian',
    release: '12',
    defaultUser: 'root',
  });
});

test('a large image asks for a disk that it fits', () => {
  expect(toImageFacts({ ...image, sizeBytes: 0.6 * gib })[0]?.minDiskBytes).toBe(3 * gib);
});

test('an image of virtual machines is for full VMs', () => {
  expect(toImageFacts({ ...image, type: 'virtual-machine' })[0]?.kind).toBe('vm');
});

test.each([
  ['debian/12/minimal', 1],
  ['ubuntu/24.04', 1],
  ['my-test', 0],
  ['Debian/12', 0],
  ['a/b/c/d', 0],
  ['../12', 0],
])('the alias %s gives %i offers', (alias, count) => {
  expect(toImageFacts({ ...image, aliases: [alias] })).toHaveLength(count);
});

test('each alias is an offer of its own', () => {
  const facts = toImageFacts({ ...image, aliases: ['debian/12', 'scratch', 'debian/bookworm'] });
  expect(facts.map(({ alias }) => alias)).toEqual(['debian/12', 'debian/bookworm']);
});

test('an image that says it has no cloud-init is believed', () => {
  const properties = { ...image.properties, 'berth.cloud_init': 'false' };
  expect(toImageFacts({ ...image, properties })[0]).toMatchObject({ hasCloudInit: false });
});
