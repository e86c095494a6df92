import { expect, test } from 'vitest';
import type { TaggedInstance } from '#server/incus/instance.ts';
import type { EngineServer } from '#server/incus/server.ts';
import type { Evidence } from '#server/shells/evidence-schema.ts';
import { capabilityNames } from './capability-names.ts';
import { toObservations as ofContainer } from './container-evidence.ts';
import { engineEvidence } from './engine-evidence.ts';
import { toObservations as ofGuest } from './guest-evidence.ts';
import { toObservations as ofKernel } from './kernel-evidence.ts';
import { parseGuestFacts } from './parse-guest-facts.ts';
import type { EvidenceKey, Observation } from './schema.ts';

const at = new Date('2026-11-26T12:00:00Z');
const find = (all: Observation[], key: EvidenceKey) => {
  const found = all.find((each) => each.key === key);
  return found && [found.value ?? found.reason, found.mark];
};
const guest = (facts: Record<string, string>) => ofGuest(new Map(Object.entries(facts)), at);

test('capabilities by their names', () => {
  expect(capabilityNames('0000000000000000')).toBe('none');
  expect(capabilityNames('000001ffffffffff')).toBe('all');
  expect(capabilityNames('00000000000004c1')).toBe('CHOWN, SETGID, SETUID, NET_BIND_SERVICE');
});

test('what a guest says: only behind the mark, once, and without what hides', () => {
  const facts = parseGuestFacts('m seccomp 2\nseccomp 0\nm seccomp 0\nm lsm a\u202eb\nx', 'm');
  expect([...facts]).toEqual([
    ['seccomp', '2'],
    ['lsm', 'a\\u202eb'],
  ]);
});

test('a root that is root outside and a filter that is off are worrying; nothing said is not known', () => {
  const good = guest({ map: '0 1000000 65536,', seccomp: '2', filters: '1', effective: '1' });
  expect(find(good, 'id-map-inside')).toEqual(['0 → 1000000 (65536)', 'none']);
  expect(find(good, 'seccomp')).toEqual(['filter (1)', 'none']);
  const bad = guest({ map: '0 0 4294967295,', seccomp: '0', lsm: 'unconfined' });
  expect(find(bad, 'id-map-inside')?.[1]).toBe('worry');
  expect(find(bad, 'seccomp')).toEqual(['off', 'worry']);
  expect(find(bad, 'lsm')?.[1]).toBe('notice');
  const silent = guest({});
  expect(find(silent, 'seccomp')).toEqual(['no-answer', 'none']);
  expect(find(silent, 'lsm')).toEqual(['no-lsm', 'none']);
  expect(find(guest({ effective: 'zz', memory: 'x' }), 'capabilities')?.[0]).toBe('no-answer');
});

test('what the engine is told to loosen is worrying', () => {
  const environment = {
    ...{ server: 'incus', server_version: '6.0.4', kernel_version: '6.12' },
    ...{ driver: 'lxc | qemu', driver_version: '6.0.4 | 9.0.4' },
  };
  const instance = (type: string, config: Record<string, string>) =>
    ({ name: 'web', type, config, expandedConfig: config, expandedDevices: {} }) as unknown as TaggedInstance;
  const of = (type: string, config: Record<string, string>) =>
    engineEvidence({ server: { environment } as EngineServer, found: instance(type, config), at });
  const loose = of('container', { 'security.privileged': 'true', 'security.nesting': 'true' });
  expect(find(loose, 'privileged')).toEqual(['yes', 'worry']);
  expect(find(loose, 'nesting')).toEqual(['yes', 'notice']);
  expect(find(loose, 'id-map-engine')).toEqual(['none', 'worry']);
  expect(find(loose, 'limit-memory')).toEqual(['none', 'worry']);
  const vm = of('virtual-machine', { 'security.secureboot': 'false', 'limits.memory': '1073741824B' });
  expect(find(vm, 'runtime')).toEqual(['qemu 9.0.4', 'none']);
  expect(find(vm, 'kernel-shared')).toEqual(['own', 'none']);
  expect(find(vm, 'secure-boot')).toEqual(['no', 'notice']);
  expect(find(vm, 'limit-memory')).toEqual(['1024 MiB', 'none']);
});

test('a newer kernel that waits for a restart is marked, and a live patch that does not hold yet', () => {
  const status = {
    ...{ running: '6.1.0-9-amd64', newest: '6.1.0-28-amd64', waitsForRestart: true, canLivePatch: true },
    livePatches: [{ name: 'fix-1', isEnabled: true, isInTransition: false }],
  };
  const waiting = ofKernel(status, at);
  expect(find(waiting, 'kernel-installed')).toEqual(['6.1.0-28-amd64', 'none']);
  expect(find(waiting, 'kernel-waits')).toEqual(['yes', 'notice']);
  expect(find(waiting, 'live-patches')).toEqual(['fix-1 (enabled)', 'none']);
  const moving = [{ name: 'fix-1', isEnabled: true, isInTransition: true }];
  const calm = ofKernel(
    { ...status, newest: status.running, waitsForRestart: false, livePatches: moving },
    at,
  );
  expect(find(calm, 'kernel-waits')).toEqual(['no', 'none']);
  expect(find(calm, 'live-patches')).toEqual(['fix-1 (enabled, in transition)', 'notice']);
  const bare = ofKernel({ ...status, newest: null, waitsForRestart: false, livePatches: [] }, at);
  expect(find(bare, 'kernel-waits')).toEqual(['no-kernel-there', 'none']);
  expect(find(bare, 'live-patches')).toEqual(['none', 'none']);
});

test('a sandbox whose application sees the kernel of the node is worrying, an app that does is not', () => {
  const kernel = { release: '6.12', version: '#1' };
  const found = (runtime: 'crun' | 'runsc', over: Partial<Evidence> = {}): Evidence => ({
    ...{ at: at.toISOString(), number: 1, pid: 9, runtime, runtimeVersion: `${runtime} version 1` },
    ...{ platform: runtime === 'runsc' ? 'systrap' : null, podmanVersion: 'podman version 4' },
    ...{ capabilities: { effective: [], bounding: [] }, noNewPrivileges: true },
    ...{ seccomp: { mode: 'filter', filters: 2, shellFilters: 1 }, userIds: { uid: 0, gid: 0 } },
    ...{ userMap: [{ inside: 0, outside: 1000000, count: 65536 }], isRootReadOnly: true },
    ...{ mounts: [], devices: [], hasOwnNetwork: false, networkFilter: [] },
    ...{ kernel, seenKernel: kernel, inside: null },
    ...over,
  });
  expect(find(ofContainer(found('runsc')), 'app-kernel')?.[1]).toBe('worry');
  expect(find(ofContainer(found('crun')), 'app-kernel')?.[1]).toBe('none');
  const gvisor = { release: '4.4.0', version: 'gVisor' };
  expect(find(ofContainer(found('runsc', { seenKernel: gvisor })), 'app-kernel')).toEqual([
    '4.4.0 gVisor',
    'none',
  ]);
  expect(find(ofContainer(found('crun', { seenKernel: null })), 'app-kernel')?.[0]).toBe('no-program');
  const unread = found('crun', { devices: null, networkFilter: null, hasOwnNetwork: true });
  for (const key of ['app-devices', 'app-filter', 'app-outgoing'] as const) {
    expect(find(ofContainer(unread), key)?.[0]).toBe('no-answer');
  }
  const asRoot = found('crun', { userMap: [{ inside: 0, outside: 0, count: 1 }] });
  expect(find(ofContainer(asRoot), 'app-user-map')?.[1]).toBe('worry');
});
