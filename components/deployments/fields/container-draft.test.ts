import { expect, test } from 'vitest';
import { containerSettings } from '#server/deployments/container-schema.ts';
import { kernelSettings } from '#server/deployments/kernel-schema.ts';
import { hostOf } from '#server/registries/schema.ts';
import { containerDraft, nextKey, toContainerSettings } from './container-draft.ts';
import { capabilityPresets, presetOf, takeEntry } from './container-presets.ts';
import { kernelDraft, toKernelSettings } from './kernel-draft.ts';

const whole = containerSettings.parse({
  image: 'registry.example.org:5000/team/app:2',
  command: ['--name', 'two words'],
  entrypoint: ['/bin/app', '--quiet'],
  workingDir: '/srv',
  hosts: [{ name: 'the_db', address: '10.128.0.11' }],
  environment: [
    { name: 'MODE', value: 'fast' },
    { name: 'TOKEN', value: null, isSecret: true },
  ],
  ports: [{ port: 8080 }, { port: 53, protocol: 'udp' }],
  volumes: [{ name: 'data', path: '/var/lib/data' }],
  capabilities: ['CHOWN', 'SETUID'],
  readOnlyRoot: true,
  devices: ['/dev/fuse'],
  outgoing: false,
  seccomp: 'strict',
  user: '1000:1000',
  restart: { policy: 'on-failure', max: 5 },
  health: { test: { kind: 'http', port: 8080, path: '/healthz' }, retries: 2 },
  stopSeconds: 20,
});

test('what is deployed comes into the form and out of it as it was', () => {
  expect(containerSettings.parse(toContainerSettings(containerDraft(whole)))).toEqual(whole);
});

test.each([
  [null],
  [{ test: { kind: 'tcp' as const, port: 22 } }],
  [{ test: { kind: 'command' as const, command: ['/bin/check', 'all of it'] } }],
])('a health check %j stays what it is', (health) => {
  const settings = containerSettings.parse({ image: 'nginx', health });
  expect(containerSettings.parse(toContainerSettings(containerDraft(settings)))).toEqual(settings);
});

test('an empty form is refused for its image alone', () => {
  const issues = containerSettings.safeParse(toContainerSettings(containerDraft())).error?.issues ?? [];
  expect(issues.map(({ path }) => path.join('.'))).toEqual(['image']);
});

test('a secret value is in no draft, whatever the settings say', () => {
  const environment = [{ name: 'TOKEN', value: 'hush', isSecret: true }];
  const draft = containerDraft({ image: 'nginx', environment });
  expect(JSON.stringify([draft, toContainerSettings(draft)])).not.toContain('hush');
});

test('a row that is added has a key of its own', () => {
  expect(nextKey([])).toBe('1');
  expect(nextKey([{ key: '3' }, { key: '1' }])).toBe('4');
});

test('presets are known again, whatever the order', () => {
  expect(presetOf([])).toBe('none');
  expect(presetOf([...capabilityPresets.docker].reverse())).toBe('docker');
  expect(presetOf(['CHOWN'])).toBeUndefined();
});

test('an entry of the catalogue fills in what it knows and keeps what was typed', () => {
  const typed = containerDraft({ image: 'mine', environment: [{ name: 'LANG', value: 'C' }] });
  const taken = takeEntry(typed, {
    reference: 'docker.io/library/postgres:17',
    ports: [{ port: 5432, protocol: 'tcp' }],
    volumes: [{ name: 'data', path: '/var/lib/postgresql/data' }],
    environment: [
      { name: 'POSTGRES_PASSWORD', hint: 'of the first user' },
      { name: 'LANG', hint: '' },
    ],
    capabilities: ['SETUID', 'CHOWN'],
    healthPath: null,
  });
  expect(taken.environment).toMatchObject([
    { name: 'LANG', value: 'C' },
    { name: 'POSTGRES_PASSWORD', value: '', isSecret: true, hint: 'of the first user' },
  ]);
  expect(new Set(taken.environment.map(({ key }) => key)).size).toBe(2);
  expect(toContainerSettings(taken)).toMatchObject({
    image: 'docker.io/library/postgres:17',
    ports: [{ port: '5432', protocol: 'tcp' }],
    volumes: [{ name: 'data', path: '/var/lib/postgresql/data' }],
    capabilities: ['CHOWN', 'SETUID'],
    health: null,
  });
});

test('a unikernel comes into the form and out of it as it was', () => {
  const id = '018f0000-0000-7000-8000-000000000000';
  const settings = kernelSettings.parse({ kernelId: id, commandLine: 'ip=dhcp', restart: { policy: 'no' } });
  expect(kernelSettings.parse(toKernelSettings(kernelDraft(settings)))).toEqual(settings);
  expect(kernelSettings.safeParse(toKernelSettings(kernelDraft())).success).toBe(false);
});

test.each([
  ['nginx', 'docker.io'],
  ['team/web:1', 'docker.io'],
  ['index.docker.io/library/nginx', 'docker.io'],
  ['ghcr.io/acme/web', 'ghcr.io'],
  ['Registry.Example.org:5000/web', 'registry.example.org:5000'],
  ['localhost/web', 'localhost'],
])('%s is fetched from %s', (reference, host) => {
  expect(hostOf(reference)).toBe(host);
});
