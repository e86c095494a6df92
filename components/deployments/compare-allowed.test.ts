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
  'app-capabilities': 'CHOWN, SETUID',
  'app-no-new-privileges': 'yes',
  'app-seccomp-own': 'yes',
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
  expect(matches({ ...good, 'app-capabilities': 'none' }).effective).toBe('less');
  expect(matches({ ...good, 'app-capabilities': 'CHOWN, SETUID, KILL' }).effective).toBe('different');
  // The filter of its shell alone is none of its own.
  expect(matches({ ...good, 'app-seccomp-own': 'no', 'app-seccomp': 'filter (1)' }).seccomp).toBe(
    'different',
  );
  expect(matches({ ...good, 'app-root': 'writable' }).root).toBe('different');
  expect(matches({ ...good, 'app-devices': '/dev/null\n/dev/kvm' }).devices).toBe('different');
  expect(matches({ ...good, 'app-network': 'none' }).outgoing).toBe('different');
  expect(matches({ ...good, 'app-user': '0:0' }).user).toBe('different');
});
test('without a filter is as allowed only where that was chosen', () => {
  const of = (own: string) =>
    compareAllowed({ image: 'web', seccomp: 'unconfined' }, seen({ 'app-seccomp-own': own }))?.find(
      ({ what }) => what === 'seccomp',
    );
  expect(of('no')).toMatchObject({ allowed: 'unconfined', found: 'unconfined', match: 'same' });
  expect(of('yes')?.match).toBe('different');
});

test('behind gVisor it is the application inside that is compared, and its platform is said', () => {
  const sandbox = {
    ...{
      'app-platform': 'systrap',
      'app-bounding': 'SYS_PTRACE',
      'app-network': 'shell',
      'app-root': 'read-only',
    },
    ...{ 'inside-bounding': 'CHOWN, SETUID', 'inside-capabilities': 'none', 'inside-seccomp': 'yes' },
    ...{ 'inside-root': 'writable', 'inside-user': '1000:0', 'inside-devices': '/dev/null\n/dev/fuse' },
  } as const;
  expect(matches(sandbox)).toEqual({
    ...{
      platform: 'same',
      capabilities: 'same',
      effective: 'less',
      newPrivileges: 'unknown',
      seccomp: 'same',
    },
    ...{ root: 'different', devices: 'different', outgoing: 'same', user: 'same' },
  });
});

test('what cannot be read is not compared; another kind has nothing of it', () => {
  expect(matches({}).capabilities).toBe('unknown');
  expect(matches({ ...good, 'app-platform': 'systrap' }).capabilities).toBe('unknown');
  expect(compareAllowed({ kernelId: null }, [])).toBeNull();
});
