import { describe, expect, it } from 'vitest';
import type { CreateOptions } from '#server/instances/create-options-schema.ts';
import { instanceKinds } from '#server/instances/kinds/schema.ts';
import { firstParts, kindDraft, partsOf } from '../kinds/kind-drafts.ts';
import { passphrasePlace, secretPlace, toApiBody, toCurl } from './api-call.ts';
import {
  firstDraft,
  gib,
  isEnough,
  isOffered,
  isOver,
  needsImage,
  needsPassphrase,
  ownSize,
  priceOfDraft,
  quotaAfter,
  sizeOfDraft,
  startOf,
} from './draft.ts';

const shut = { id: 'v', name: 'acme', state: 'locked', keyMode: 'passphrase' } as const;
const left = (limit: number, used: number) => ({ limit, used, left: limit - used });
const nothing = {
  allowsNesting: false,
  allowsEmulation: false,
  allowsUnconfined: false,
  maxUploadBytes: 0,
};
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
  allowances: { ...nothing, allowsNesting: id === 'big' },
});
const options: CreateOptions = {
  tenant: { id: 't', slug: 'acme', name: 'Acme', state: 'active' },
  suggestedName: 'calm-otter',
  kinds: instanceKinds.map((kind) => ({
    ...{ kind, isSupported: kind !== 'vm', reason: null, reasonKey: null, params: {} },
    kvm: kind === 'unikernel' ? 'unknown' : null,
  })),
  images: [
    {
      id: 'debian',
      name: 'Debian 12',
      os: 'Debian',
      release: '12',
      ...{ kind: 'light-vm', kinds: ['light-vm'], family: 'debian', description: '', isOwn: false },
      defaultUser: 'root',
      ...{ minDiskBytes: 2 * gib, minMemoryBytes: 0 },
      hasCloudInit: true,
      app: null,
    },
  ],
  plans: [plan('big', 8, 16, 100), plan('small', 1, 1, 10)],
  allowsOwnSize: true,
  rates: { currency: 'EUR', vcpuHourMicros: 4000, memoryGibHourMicros: 3000, diskGibHourMicros: 100 },
  allowances: nothing,
  registries: [],
  isos: [],
  uploads: [],
  quota: {
    ...{
      lightVms: left(3, 1),
      vms: left(2, 0),
      apps: left(2, 0),
      sandboxes: left(1, 1),
      unikernels: left(0, 0),
    },
    vcpus: left(4, 1),
    memoryBytes: left(4 * gib, gib),
    diskBytes: left(40 * gib, 10 * gib),
  },
  sshKeys: [{ id: 'laptop', name: 'laptop', type: 'ssh-ed25519', fingerprint: 'SHA256:x' }],
  vaults: { isSupported: true, reason: null, reasonKey: null, params: {}, shared: null },
};

const typed = {
  ...firstParts().container,
  image: 'ghcr.io/acme/web:1',
  ports: [{ key: '1', port: '8080', protocol: 'tcp' as const }],
  environment: [
    { key: '1', name: 'MODE', value: 'fast', isSecret: false, isKept: false, hint: '' },
    { key: '2', name: 'TOKEN', value: '', isSecret: true, isKept: false, hint: '' },
  ],
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

describe('a kind', () => {
  it('is taken from the wish where it can be had, and is the first that can elsewhere', () => {
    expect(firstDraft(options, { kind: 'app' }).kind).toBe('app');
    expect(firstDraft(options, { kind: 'vm' }).kind).toBe('light-vm');
    const none = { ...options, quota: { ...options.quota, lightVms: left(0, 0) } };
    expect(firstDraft(none).kind).toBe('app');
  });
  it('is ruled out by the nodes, by the quota, and where there is no size for it', () => {
    const offered = instanceKinds.filter((kind) => isOffered(options, kind));
    expect(offered).toEqual(['light-vm', 'app']);
    expect(isOffered({ ...options, allowsOwnSize: false }, 'app')).toBe(false);
  });
  it('begins with an image only where its disk comes from one, and with a size that is enough', () => {
    expect(startOf(options, 'app')).toEqual({
      ...{ kind: 'app', imageId: '', planId: ownSize },
      size: { vcpus: 1, memoryBytes: gib / 2, diskBytes: 5 * gib },
    });
    expect(isEnough({ vcpus: 1, memoryBytes: gib / 8, diskBytes: gib }, 'sandbox')).toBe(false);
    expect(isEnough({ vcpus: 1, memoryBytes: gib / 4, diskBytes: gib }, 'sandbox')).toBe(true);
    const floor = { minDiskBytes: 2 * gib, minMemoryBytes: gib };
    expect(isEnough({ vcpus: 1, memoryBytes: gib / 2, diskBytes: 2 * gib }, 'light-vm', floor)).toBe(false);
  });
  it('of a VM needs no image where a disc is there to start from', () => {
    const vm = { ...firstDraft(options), kind: 'vm' as const };
    expect(needsImage(vm)).toBe(true);
    expect(needsImage({ ...vm, vm: { ...vm.vm, isoId: 'x' } })).toBe(false);
    expect(needsImage({ ...vm, kind: 'app' })).toBe(false);
  });
  it('keeps what was typed for an app when it becomes a sandbox', () => {
    const app = { ...firstDraft(options, { kind: 'app' }), ...{ container: typed } };
    const sandbox = { ...app, ...startOf(options, 'sandbox') };
    expect(kindDraft('sandbox').settings(sandbox)).toEqual(kindDraft('app').settings(app));
  });
  it('is refused what its plan does not allow', () => {
    const parts = firstParts();
    const nesting = { ...parts, lightVm: { nesting: true } };
    expect(kindDraft('light-vm').whyNot?.(nesting, nothing, null)).toBe('nesting');
    expect(
      kindDraft('light-vm').whyNot?.(nesting, { ...nothing, allowsNesting: true }, null),
    ).toBeUndefined();
    const open = { ...parts, container: { ...parts.container, seccomp: 'unconfined' as const } };
    expect(kindDraft('app').whyNot?.(open, nothing, null)).toBe('unconfined');
    expect(kindDraft('unikernel').whyNot?.(parts, nothing, 'none')).toBe('emulation');
    expect(kindDraft('unikernel').whyNot?.(parts, nothing, 'there')).toBe('kernelMissing');
    expect(kindDraft('unikernel').whyNot?.(parts, nothing, 'unknown')).toBe('kernelMissing');
  });
  it('that is asked for again has to be told its secret values again', () => {
    const environment = [{ name: 'TOKEN', value: null, isSecret: true }];
    const [row] = partsOf('sandbox', { image: 'nginx', environment }).container.environment;
    expect(row).toMatchObject({ name: 'TOKEN', value: '', isSecret: true, isKept: false });
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
    expect(quotaAfter(options.quota, big, 'light-vm').map((one) => one.left)).toEqual([
      1,
      -5,
      -13 * gib,
      -70 * gib,
    ]);
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
  it('says of an app what differs from the usual, and never a secret value', () => {
    const draft = { ...firstDraft(options, { kind: 'app' }), container: typed };
    expect(toApiBody(options, draft)).toMatchObject({
      kind: 'app',
      settings: {
        image: 'ghcr.io/acme/web:1',
        ports: [{ port: 8080, protocol: 'tcp' }],
        environment: [
          { name: 'MODE', value: 'fast', isSecret: false },
          { name: 'TOKEN', value: secretPlace('TOKEN'), isSecret: true },
        ],
      },
    });
    expect(Object.keys(toApiBody(options, draft).settings as object).sort()).toEqual([
      'environment',
      'image',
      'ports',
    ]);
    expect(toApiBody(options, draft)).not.toHaveProperty('sshKeyIds');
    expect(toApiBody(options, draft)).not.toHaveProperty('imageId');
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
