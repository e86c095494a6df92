import { describe, expect, it } from 'vitest';
import type { CreateOptions } from '#server/instances/create-options-schema.ts';
import { passphrasePlace, toApiBody, toCurl } from './api-call.ts';
import {
  firstDraft,
  gib,
  isOver,
  needsPassphrase,
  ownSize,
  priceOfDraft,
  quotaAfter,
  sizeOfDraft,
} from './draft.ts';

const shut = { id: 'v', name: 'acme', state: 'locked', keyMode: 'passphrase' } as const;
const left = (limit: number, used: number) => ({ limit, used, left: limit - used });
const plan = (id: string, vcpus: number, memoryGib: number, diskGib: number) => ({
  id,
  slug: id,
  name: id,
  kind: 'light-vm' as const,
  vcpus,
  memoryBytes: memoryGib * gib,
  diskBytes: diskGib * gib,
  trafficBytes: 1000 * gib,
  price: { hourMicros: vcpus * 7000, monthMicros: vcpus * 5_000_000, currency: 'EUR' },
});
const options: CreateOptions = {
  tenant: { id: 't', slug: 'acme', name: 'Acme', state: 'active' },
  suggestedName: 'calm-otter',
  kinds: [{ kind: 'light-vm', isSupported: true, reason: null, reasonKey: null, params: {} }],
  images: [
    {
      id: 'debian',
      name: 'Debian 12',
      os: 'Debian',
      release: '12',
      kind: 'light-vm',
      defaultUser: 'root',
      minDiskBytes: 2 * gib,
      hasCloudInit: true,
    },
  ],
  plans: [plan('big', 8, 16, 100), plan('small', 1, 1, 10)],
  allowsOwnSize: true,
  rates: { currency: 'EUR', vcpuHourMicros: 4000, memoryGibHourMicros: 3000, diskGibHourMicros: 100 },
  quota: {
    lightVms: left(3, 1),
    vcpus: left(4, 1),
    memoryBytes: left(4 * gib, gib),
    diskBytes: left(40 * gib, 10 * gib),
  },
  sshKeys: [{ id: 'laptop', name: 'laptop', type: 'ssh-ed25519', fingerprint: 'SHA256:x' }],
  vaults: { isSupported: true, reason: null, reasonKey: null, params: {}, shared: null },
};

describe('firstDraft', () => {
  it('chooses the first plan that fits, the image, the suggested name and all keys', () => {
    expect(firstDraft(options)).toMatchObject({
      planId: 'small',
      imageId: 'debian',
      name: 'calm-otter',
      sshKeyIds: ['laptop'],
    });
  });
  it('takes over what a failed creation had asked for', () => {
    const size = { vcpus: 2, memoryBytes: gib, diskBytes: 5 * gib };
    expect(firstDraft(options, { name: 'web', planId: ownSize, size })).toMatchObject({
      name: 'web',
      planId: ownSize,
      size,
    });
  });
  it('falls back to a size of one’s own where no plan is on offer', () => {
    expect(firstDraft({ ...options, plans: [] }).planId).toBe(ownSize);
  });
});

describe('where its disk is', () => {
  it('is outside of every vault unless asked for, and where there can be none', () => {
    expect(firstDraft(options).vault).toBe('none');
    expect(firstDraft(options, { vault: 'dedicated' }).vault).toBe('dedicated');
    const without = { ...options, vaults: { ...options.vaults, isSupported: false } };
    expect(firstDraft(without, { vault: 'dedicated' }).vault).toBe('none');
  });
  it('asks for the passphrase of a shared vault that nothing else opens, while it is locked', () => {
    const shared = { ...firstDraft(options), vault: 'shared' as const };
    const withVault = (vault: CreateOptions['vaults']['shared']) => ({
      ...options,
      vaults: { ...options.vaults, shared: vault },
    });
    expect(needsPassphrase(withVault(shut), shared)).toBe(true);
    expect(needsPassphrase(withVault(shut), { vault: 'dedicated' })).toBe(false);
    expect(needsPassphrase(withVault({ ...shut, state: 'open' }), shared)).toBe(false);
    expect(needsPassphrase(withVault({ ...shut, keyMode: 'provider' }), shared)).toBe(false);
    expect(needsPassphrase(options, shared)).toBe(false);
  });
});

describe('what a choice takes', () => {
  it('counts what is left, and less than nothing where it does not fit', () => {
    const big = sizeOfDraft(options, { ...firstDraft(options), planId: 'big' });
    expect(quotaAfter(options.quota, big).map((one) => one.left)).toEqual([1, -5, -13 * gib, -70 * gib]);
    expect(isOver(options.quota, big)).toBe(true);
    expect(isOver(options.quota, sizeOfDraft(options, firstDraft(options)))).toBe(false);
  });
  it('costs what the plan costs, or the sum of the rates', () => {
    const draft = firstDraft(options);
    expect(priceOfDraft(options, draft).hourMicros).toBe(7000);
    const own = { ...draft, planId: ownSize, size: { vcpus: 1, memoryBytes: gib, diskBytes: 10 * gib } };
    expect(priceOfDraft(options, own).hourMicros).toBe(4000 + 3000 + 1000);
  });
});

describe('the API call', () => {
  it('says the plan or the size, and nothing that was not asked for', () => {
    const draft = firstDraft(options);
    expect(toApiBody(options, draft)).toEqual({
      tenant: 'acme',
      kind: 'light-vm',
      name: 'calm-otter',
      imageId: 'debian',
      planId: 'small',
      sshKeyIds: ['laptop'],
    });
    const own = toApiBody(options, { ...draft, planId: ownSize });
    expect(own).toEqual({
      tenant: 'acme',
      kind: 'light-vm',
      name: 'calm-otter',
      imageId: 'debian',
      vcpus: 1,
      memoryBytes: gib,
      diskBytes: 10 * gib,
      sshKeyIds: ['laptop'],
    });
  });
  it('says where the disk is, and never a passphrase', () => {
    const draft = { ...firstDraft(options), vault: 'shared' as const };
    expect(toApiBody(options, draft)).toMatchObject({ vault: 'shared' });
    expect(toApiBody(options, draft)).not.toHaveProperty('passphrase');
    const locked = { ...options, vaults: { ...options.vaults, shared: shut } };
    expect(toApiBody(locked, draft)).toMatchObject({ vault: 'shared', passphrase: passphrasePlace });
  });
  it('survives the quotes of a shell', () => {
    expect(toCurl('https://panel.example', { userData: "echo 'hi'" })).toContain(
      String.raw`"echo '\''hi'\''"`,
    );
  });
});
