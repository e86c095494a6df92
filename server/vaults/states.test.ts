import { expect, test } from 'vitest';
import en from '#messages/en/vaults.json' with { type: 'json' };
import { vaultEventKinds, vaultStates } from './schema.ts';
import { vaultActions, vaultRules, whyNotVault } from './states.ts';

const vault: Parameters<typeof whyNotVault>[1] = {
  name: 'acme',
  state: 'locked',
  keyMode: 'provider',
  shredAfter: null,
  shredBegunAt: null,
  endsWithTenant: false,
  tenant: { state: 'active' },
  instances: [],
  job: null,
};
const later = '2026-12-01T00:00:00.000Z';

test('every action is allowed in its states and in no other', () => {
  for (const action of vaultActions) {
    const { states } = vaultRules[action];
    const needsPassphrase = action === 'change-passphrase' || action === 'remove-passphrase';
    const keyMode = needsPassphrase ? 'passphrase' : 'provider';
    const shredAfter = action === 'take-back' ? later : null;
    const allowed = vaultStates.filter(
      (state) => !whyNotVault(action, { ...vault, state, keyMode, shredAfter }),
    );
    expect(allowed.sort(), action).toEqual([...states].sort());
  }
});

test('an end that is of the whole account is not taken back for one vault alone', () => {
  const ending = { ...vault, shredAfter: later, tenant: { state: 'suspended' } };
  expect(whyNotVault('take-back', ending)).toBeNull();
  expect(whyNotVault('take-back', { ...ending, endsWithTenant: true })).toMatchObject({
    reason: 'vault-ends-with-tenant',
    params: { name: 'acme' },
  });
});

test('nothing is done to a vault that a job works on, or that is of no living tenant', () => {
  const busy = { ...vault, job: { kind: 'open-vault' } };
  for (const action of vaultActions) {
    expect(whyNotVault(action, busy)).toMatchObject({
      code: 'busy',
      params: { subject: 'acme', kind: 'open-vault' },
    });
    expect(whyNotVault(action, { ...vault, tenant: { state: 'deleting' } })).toMatchObject({
      reason: 'tenant-not-active',
    });
  }
});

test('an end that has begun can be gone on with, and nothing else', () => {
  const begun = { ...vault, state: 'broken' as const, shredAfter: later, shredBegunAt: later };
  for (const action of vaultActions) {
    const refusal = whyNotVault(action, begun);
    if (action === 'repair') expect(refusal).toBeNull();
    else expect(refusal, action).toMatchObject({ reason: 'vault-end-begun' });
  }
});

test('a suspended tenant can have its vault locked and ended, and not opened', () => {
  const tenant = { state: 'suspended' };
  const allowed = vaultActions.filter((action) => {
    const { states } = vaultRules[action];
    const refusals = states.map((state) =>
      whyNotVault(action, { ...vault, state, shredAfter: null, tenant }),
    );
    return refusals.every((refusal) => refusal?.code !== 'suspended');
  });
  expect(allowed).toEqual(['close', 'shred', 'take-back']);
});

test('a vault is neither locked nor ended under what runs in it; what is stopped ends with it', () => {
  const open = { ...vault, state: 'open' as const };
  const running = [
    { name: 'web-1', state: 'running' },
    { name: 'web-2', state: 'frozen' },
    { name: 'old', state: 'stopped' },
  ];
  expect(whyNotVault('close', { ...open, instances: running })).toEqual({
    code: 'conflict',
    reason: 'vault-in-use',
    params: { name: 'acme', names: 'web-1, web-2' },
  });
  const stopped = [{ name: 'old', state: 'stopped' }];
  expect(whyNotVault('close', { ...open, instances: stopped })).toBeNull();
  expect(whyNotVault('shred', { ...open, instances: running })).toMatchObject({ reason: 'vault-in-use' });
  expect(whyNotVault('shred', { ...open, instances: stopped })).toBeNull();
});

test('while its end is planned nothing new goes in, and it can be taken back', () => {
  const ending = { ...vault, shredAfter: later };
  expect(whyNotVault('start-in', ending)?.reason).toBe('vault-is-ending');
  expect(whyNotVault('move-in', ending)?.reason).toBe('vault-is-ending');
  expect(whyNotVault('shred', ending)?.reason).toBe('vault-is-ending');
  expect(whyNotVault('move-out', ending)).toBeNull();
  expect(whyNotVault('take-back', ending)).toBeNull();
  expect(whyNotVault('take-back', vault)?.reason).toBe('vault-not-ending');
});

test('a passphrase is set once and changed where there is one', () => {
  const held = { ...vault, keyMode: 'passphrase' as const };
  expect(whyNotVault('set-passphrase', held)?.reason).toBe('vault-has-passphrase');
  expect(whyNotVault('change-passphrase', vault)?.reason).toBe('vault-has-no-passphrase');
  expect(whyNotVault('remove-passphrase', vault)?.reason).toBe('vault-has-no-passphrase');
});

test('there are words for every state, action and event', () => {
  expect(Object.keys(en.state)).toEqual([...vaultStates]);
  expect(Object.keys(en.stateAbout)).toEqual([...vaultStates]);
  expect(Object.keys(en.action)).toEqual([...vaultActions]);
  expect(Object.keys(en.event)).toEqual([...vaultEventKinds]);
});
