import { expect, test } from 'vitest';
import type { EvidenceKey, Observation } from '#server/evidence/schema.ts';
import { type AllowedRow, compareAllowed } from './compare-allowed.ts';

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
  'app-outgoing': 'yes',
  'app-user': '1000:1000',
  'app-version': '7',
} as const;
const settings = { image: 'web', capabilities: ['CHOWN', 'SETUID'], readOnlyRoot: true, user: '1000' };
type Values = Partial<Record<EvidenceKey, string>>;
const rowsOf = (allowed: object, values: Values) =>
  compareAllowed({ number: 7, settings: { image: 'web', ...allowed } }, seen(values))?.rows ?? [];
const row = (name: AllowedRow['what'], allowed: object, values: Values) =>
  rowsOf(allowed, values).find(({ what }) => what === name);
const matches = (values: Values) =>
  Object.fromEntries(rowsOf(settings, values).map(({ what, match }) => [what, match]));

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
  expect(matches({ ...good, 'app-devices': '/dev/null\n/dev/net/tun' }).devices).toBe('different');
  expect(matches({ ...good, 'app-outgoing': 'no' }).outgoing).toBe('different');
  expect(matches({ ...good, 'app-user': '0:0' }).user).toBe('different');
});
test('without a filter is as allowed only where that was chosen', () => {
  const of = (own: string) => row('seccomp', { seccomp: 'unconfined' }, { 'app-seccomp-own': own });
  expect(of('no')).toMatchObject({ allowed: 'unconfined', found: 'unconfined', match: 'same' });
  expect(of('yes')?.match).toBe('different');
});

test('of the strict filter it is known that there is one, not that it is this one', () => {
  const of = (own: string) => row('seccomp', { seccomp: 'strict' }, { 'app-seccomp-own': own })?.match;
  expect(of('yes')).toBe('partly');
  expect(of('no')).toBe('different');
});
test.each([
  ['1000', '1000:0', 'same'],
  ['1000', '1000:1000', 'same'],
  ['1000', '0:0', 'different'],
  ['1000:1000', '1000:1000', 'same'],
  ['1000:1000', '1000:0', 'different'],
  ['1000:1000', '0:0', 'different'],
  ['nobody', '65534:65534', 'unknown'],
  ['1000:staff', '1000:50', 'unknown'],
  ['1000:staff', '0:50', 'different'],
  ['www:33', '33:0', 'different'],
  [null, '0:0', 'unknown'],
])('user %s beside %s: %s', (user, found, match) => {
  expect(row('user', { user }, { 'app-user': found })).toMatchObject({ found, match });
});
test('with no outgoing connections it is what the rules let out that counts', () => {
  const of = (outgoing: string) =>
    row('outgoing', { outgoing: false }, { 'app-network': 'own', 'app-outgoing': outgoing })?.match;
  expect(of('no')).toBe('same');
  expect(of('yes')).toBe('different');
  expect(row('outgoing', { outgoing: false }, { 'app-network': 'own' })?.match).toBe('unknown');
});
test('the process of another version is not compared, and which one it is is said', () => {
  const compared = compareAllowed({ number: 6, settings }, seen(good));
  expect(compared?.otherVersion).toBe('7');
  for (const { found, match } of compared?.rows ?? []) expect([found, match]).toEqual([null, 'unknown']);
  expect(compareAllowed({ number: 7, settings }, seen(good))?.otherVersion).toBeNull();
});

test('behind gVisor it is the application inside that is compared, and its platform is said', () => {
  const sandbox = {
    ...{
      'app-platform': 'systrap',
      'app-bounding': 'SYS_PTRACE',
      'app-outgoing': 'yes',
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
    ...{ root: 'different', devices: 'same', outgoing: 'same', user: 'same' },
  });
  // gVisor has a /dev/fuse of its own, and no other device.
  expect(matches({ ...sandbox, 'inside-devices': '/dev/null\n/dev/kvm' }).devices).toBe('different');
  expect(row('devices', { devices: ['/dev/fuse'] }, sandbox)).toMatchObject({
    found: '/dev/fuse',
    match: 'same',
  });
});

test('what cannot be read is not compared; another kind has nothing of it', () => {
  expect(matches({}).capabilities).toBe('unknown');
  expect(matches({ ...good, 'app-platform': 'systrap' }).capabilities).toBe('unknown');
  expect(compareAllowed({ number: 1, settings: { kernelId: null } }, [])).toBeNull();
});
