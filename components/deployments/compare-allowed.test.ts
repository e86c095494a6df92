import { expect, test } from 'vitest';
import type { EvidenceKey, Observation } from '#server/evidence/schema.ts';
import { compareAllowed } from './compare-allowed.ts';

const seen = (values: Partial<Record<EvidenceKey, string>>): Observation[] =>
  Object.entries(values).map(([key, value]) => ({
    ...{ section: 'application', key: key as EvidenceKey, value, reason: null },
    ...{ origin: 'shell', source: '/proc', at: '2026-11-26T12:00:00.000Z', mark: 'none' },
  }));
const good = {
  'app-bounding': 'SETUID, CHOWN',
  'app-no-new-privileges': 'yes',
  'app-seccomp': 'filter (2)',
  'app-root': 'read-only',
  'app-devices': '/dev/null\n/dev/stdin\n/dev/urandom',
  'app-network': 'shell',
  'app-user': '1000:1000',
} as const;
const settings = { image: 'web', capabilities: ['CHOWN', 'SETUID'], readOnlyRoot: true, user: '1000' };
const matches = (values: Partial<Record<EvidenceKey, string>>) =>
  Object.fromEntries(compareAllowed(settings, seen(values))?.map(({ what, match }) => [what, match]) ?? []);

test('all as it was allowed', () => {
  expect(new Set(Object.values(matches(good)))).toEqual(new Set(['same']));
});
test('whatever is more, or less, than was allowed is said', () => {
  expect(matches({ ...good, 'app-bounding': 'all' }).capabilities).toBe('different');
  expect(matches({ ...good, 'app-bounding': 'none' }).capabilities).toBe('different');
  expect(matches({ ...good, 'app-no-new-privileges': 'no' }).newPrivileges).toBe('different');
  expect(matches({ ...good, 'app-seccomp': 'off' }).seccomp).toBe('different');
  expect(matches({ ...good, 'app-root': 'writable' }).root).toBe('different');
  expect(matches({ ...good, 'app-devices': '/dev/null\n/dev/kvm' }).devices).toBe('different');
  expect(matches({ ...good, 'app-network': 'none' }).outgoing).toBe('different');
  expect(matches({ ...good, 'app-user': '0:0' }).user).toBe('different');
});
test('what cannot be read, and what is gVisor’s, is not compared; another kind has nothing of it', () => {
  expect(matches({}).capabilities).toBe('unknown');
  expect(matches({ ...good, 'app-platform': 'systrap' }).capabilities).toBe('unknown');
  expect(compareAllowed({ kernelId: null }, [])).toBeNull();
});
