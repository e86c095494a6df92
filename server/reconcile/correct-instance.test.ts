import { expect, test } from 'vitest';
import type { InstanceKind } from '#server/instances/kinds/schema.ts';
import { diffInstance } from './correct-instance.ts';

const mib = 1024 ** 2;
const network = { bridge: 'bt-1', subnet: '10.128.0.0/24' };
const size = { vcpus: 1, memoryBytes: BigInt(256 * mib), diskBytes: BigInt(1024 * mib), ipv4: '10.128.0.10' };
const devices = { root: { type: 'disk', size: `${1024 * mib}B` } };
const limits = { 'limits.cpu': '1', 'limits.memory': `${256 * mib}B` };
const drift = (kind: InstanceKind, settings: Record<string, unknown>, config: Record<string, string>) =>
  diffInstance('limits', { ...size, kind, settings }, network, { config: { ...limits, ...config }, devices });

test('what a kind is made with stays, and comes back when somebody took it away', () => {
  const nesting = { 'security.nesting': 'true' };
  expect(drift('app', {}, nesting)).toEqual([]);
  expect(drift('sandbox', {}, {})).toEqual([{ what: 'security.nesting', is: null, wanted: 'true' }]);
  expect(drift('light-vm', { nesting: true }, nesting)).toEqual([]);
  expect(drift('vm', { secureBoot: false }, { 'security.secureboot': 'false' })).toEqual([]);
});

test('what loosens an instance and neither we nor its kind have set goes', () => {
  const taken = (what: string, is: string) => [{ what, is, wanted: null }];
  expect(drift('light-vm', {}, { 'security.nesting': 'true' })).toEqual(taken('security.nesting', 'true'));
  expect(drift('app', {}, { 'security.nesting': 'true', 'raw.lxc': 'x' })).toEqual(taken('raw.lxc', 'x'));
});
