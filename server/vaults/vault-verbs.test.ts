import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Role } from '#server/auth/permissions.ts';
import type { Ctx } from '#server/context.ts';
import { makeMember, makeOperator } from '#server/testing/make-actor.ts';
import { makeInstance } from '#server/testing/make-instance.ts';
import { makeJob } from '#server/testing/make-job.ts';
import { makeTenant } from '#server/testing/make-tenant.ts';
import { makeUser } from '#server/testing/make-user.ts';
import { makeVault } from '#server/testing/make-vault.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { refusalOf } from '#server/testing/refusal-of.ts';
import { changePassphrase } from './change-passphrase.ts';
import { closeVault } from './close-vault.ts';
import { createVault } from './create-vault.ts';
import { getReceipt } from './get-receipt.ts';
import { getReceiptKey } from './get-receipt-key.ts';
import { getVault } from './get-vault.ts';
import { getVaultOffer } from './get-vault-offer.ts';
import { getVaultRoom } from './get-vault-room.ts';
import { growVault } from './grow-vault.ts';
import { listNodeVaults } from './list-node-vaults.ts';
import { listReceipts } from './list-receipts.ts';
import { listVaultEvents } from './list-vault-events.ts';
import { listVaults } from './list-vaults.ts';
import { openVault } from './open-vault.ts';
import { panicLock } from './panic-lock.ts';
import { planShred } from './plan-shred.ts';
import { removePassphrase } from './remove-passphrase.ts';
import { repairVault } from './repair-vault.ts';
import { type VaultState, vaultStates } from './schema.ts';
import { setPassphrase } from './set-passphrase.ts';
import { type VaultAction, vaultRules } from './states.ts';
import { takeBackShred } from './take-back-shred.ts';

const gib = 1024 ** 3;
const passphrase = 'four harbour words here';
let opened: TestCtx;
let ctx: Ctx;
let tenant: Awaited<ReturnType<typeof makeTenant>>;
let nodeId: string;

beforeAll(async () => {
  opened = await openTestCtx();
  const vaultAbility = { provider: 'fscrypt', why: null };
  nodeId = (await opened.ctx.db.node.create({ data: { name: 'node-1', vaultAbility } })).id;
});
afterAll(() => opened?.close());
beforeEach(async () => {
  tenant = await makeTenant(opened.ctx.db);
  ctx = { ...opened.ctx, actor: makeMember(tenant) };
});

type Wish = Parameters<typeof makeVault>[1];
const make = (wish: Wish = {}) => makeVault(ctx.db, { tenantId: tenant.id, nodeId, ...wish });
const as = (role: Role): Ctx => ({ ...ctx, actor: makeMember(tenant, role) });
const wish = () => ({ tenant: tenant.slug, nodeId, name: 'safe', sizeBytes: 3 * gib });

type Vault = Awaited<ReturnType<typeof make>>;
type Act = (as: Ctx, vault: Vault) => Promise<unknown>;
const everybody = ['owner', 'admin', 'developer', 'reader'] as const;

/** Every verb of a tenant's vaults, and who may. */
const verbs: Record<string, [readonly Role[], Act]> = {
  getVault: [everybody, (as, { id }) => getVault(as, id)],
  listVaults: [everybody, (as) => listVaults(as, { tenant: tenant.slug })],
  listVaultEvents: [everybody, (as, { id }) => listVaultEvents(as, { id })],
  getVaultRoom: [everybody, (as) => getVaultRoom(as, { tenant: tenant.slug })],
  getVaultOffer: [everybody, (as) => getVaultOffer(as, { tenant: tenant.slug })],
  openVault: [['owner', 'admin', 'developer'], (as, { id }) => openVault(as, { id })],
  closeVault: [['owner', 'admin', 'developer'], (as, { id }) => closeVault(as, { id })],
  repairVault: [['owner', 'admin', 'developer'], (as, { id }) => repairVault(as, { id })],
  createVault: [['owner', 'admin'], (as) => createVault(as, wish())],
  growVault: [['owner', 'admin'], (as, { id }) => growVault(as, { id, sizeBytes: 20 * gib })],
  setPassphrase: [['owner', 'admin'], (as, { id }) => setPassphrase(as, { id, passphrase })],
  changePassphrase: [
    ['owner', 'admin'],
    (as, { id }) => changePassphrase(as, { id, passphrase, newPassphrase: passphrase }),
  ],
  removePassphrase: [['owner', 'admin'], (as, { id }) => removePassphrase(as, { id, passphrase })],
  planShred: [['owner'], (as, { id, name }) => planShred(as, { id, confirmName: name })],
  takeBackShred: [['owner'], (as, { id }) => takeBackShred(as, { id })],
  listReceipts: [['owner'], (as) => listReceipts(as, { tenant: tenant.slug })],
};

async function codeOf(promise: Promise<unknown>): Promise<string> {
  const end = await refusalOf(promise);
  return end === 'done' ? end : end.code;
}

describe.each(Object.entries(verbs))('%s', (_name, [allowed, act]) => {
  test.each(everybody)('a member that is %s: by the table of roles', async (role) => {
    const code = await codeOf(act(as(role), await make()));
    if (allowed.includes(role)) expect(['forbidden', 'not-found', 'unauthenticated']).not.toContain(code);
    else expect(code).toBe('forbidden');
  });

  test('to a stranger there is none, a visitor has to sign in, an operator may', async () => {
    const vault = await make();
    const stranger = makeMember(await makeTenant(ctx.db));
    expect(await codeOf(act({ ...ctx, actor: stranger }, vault))).toBe('not-found');
    expect(await codeOf(act({ ...ctx, actor: { kind: 'visitor' } }, vault))).toBe('unauthenticated');
    expect(['forbidden', 'not-found']).not.toContain(
      await codeOf(act({ ...ctx, actor: makeOperator() }, vault)),
    );
    expect(await ctx.db.auditEntry.count({ where: { targetId: vault.id, actorId: stranger.userId } })).toBe(
      0,
    );
  });
});

describe('of the provider', () => {
  const operator = () => ({ ...ctx, actor: makeOperator() });
  const panic = (as: Ctx) => panicLock(as, { nodeId, confirmName: 'node-1' });

  test('a whole node is for operators: to everybody else it does not exist', async () => {
    await make();
    for (const act of [panic, (as: Ctx) => listNodeVaults(as, nodeId)]) {
      expect(await codeOf(act(ctx))).toBe('not-found');
      expect(await codeOf(act({ ...ctx, actor: { kind: 'visitor' } }))).toBe('unauthenticated');
    }
    const other = panicLock(operator(), { nodeId, confirmName: 'another' });
    expect(await refusalOf(other)).toMatchObject({ reason: 'delete-name-differs' });
    const { jobId } = await panic(operator());
    expect(await ctx.db.job.findUnique({ where: { id: jobId } })).toMatchObject({ kind: 'panic-lock' });
    expect(await codeOf(panic(operator()))).toBe('busy');
    await ctx.db.job.delete({ where: { id: jobId } });
  });

  test('its list has every vault but those that were destroyed', async () => {
    const [there, gone] = [await make({ isDedicated: true }), await make({ state: 'shredded' })];
    const ids = (await listNodeVaults(operator(), nodeId)).map(({ id }) => id);
    expect(ids).toContain(there.id);
    expect(ids).not.toContain(gone.id);
    expect((await listVaults(ctx, { tenant: tenant.slug })).map(({ id }) => id)).toEqual([there.id, gone.id]);
  });

  test('a node that cannot, that nobody knows, or of a cluster says why', async () => {
    const { db } = ctx;
    const why = { provider: null, why: 'the kernel has no device-mapper' };
    await db.node.update({ where: { id: nodeId }, data: { vaultAbility: why } });
    expect(await refusalOf(createVault(ctx, wish()))).toMatchObject({
      ...{ code: 'refused', reason: 'vault-unsupported', field: 'nodeId' },
      params: { node: 'node-1', why: why.why },
    });
    const { id, state } = await make({ isDedicated: true });
    expect(await refusalOf(openVault(ctx, { id }))).toMatchObject({ reason: 'vault-node-unknown' });
    expect(await getVault(ctx, id)).toMatchObject({ state });
    const [offer] = (await getVaultOffer(ctx, { tenant: tenant.slug })).nodes;
    expect(offer).toMatchObject({ isSupported: false, reasonKey: 'vault-unsupported' });
    await db.node.update({
      where: { id: nodeId },
      data: { vaultAbility: { provider: 'fscrypt', why: null } },
    });
    const unknown = createVault(ctx, { ...wish(), nodeId: randomUUID() });
    expect(await refusalOf(unknown)).toMatchObject({ reason: 'vault-unavailable' });
    const second = await db.node.create({ data: { name: 'node-2' } });
    expect(await refusalOf(createVault(ctx, wish()))).toMatchObject({ reason: 'vault-cluster' });
    await db.node.delete({ where: { id: second.id } });
  });
});

describe('to a customer', () => {
  test('whoever of the provider did something in it is the provider, in its history and on its receipt', async () => {
    const { db } = ctx;
    const user = await makeUser(db, { isOperator: true, password: null });
    const operator: Ctx = { ...ctx, actor: { ...makeOperator(), userId: user.id } };
    const { id, name } = await make();
    await setPassphrase(ctx, { id, passphrase });
    await planShred(operator, { id, confirmName: name });
    const history = async (as: Ctx) =>
      (await listVaultEvents(as, { id })).items.map(({ what, actor }) => [what, actor.name]);
    const set = ['passphrase-set', 'ada@example.com'];
    expect(await history(ctx)).toEqual([['shred-planned', null], set]);
    expect(await history(operator)).toEqual([['shred-planned', 'operator@example.com'], set]);
    const row = () => db.vault.findUniqueOrThrow({ where: { id }, select: { shredByName: true } });
    expect(await row()).toEqual({ shredByName: 'the provider' });
    await db.member.create({ data: { tenantId: tenant.id, userId: user.id, role: 'owner' } });
    expect(await history(ctx)).toEqual([['shred-planned', 'operator@example.com'], set]);
    await db.vaultEvent.create({
      data: { vaultId: id, what: 'locked', actorKind: 'system', actorName: 'Berth' },
    });
    expect((await history(ctx))[0]).toEqual(['locked', 'Berth']);
  });
});

describe('making', () => {
  test('the row, a wrapped key, the job and the record; the view has no key', async () => {
    const { vaultId, jobId } = await createVault(ctx, wish());
    const view = await getVault(ctx, vaultId);
    expect(view).toMatchObject({
      ...{ id: vaultId, name: 'safe', state: 'creating', keyMode: 'provider', isDedicated: false },
      ...{ sizeBytes: 3 * gib, instances: [], heldUntil: null, shredAfter: null },
      job: { id: jobId, kind: 'create-vault', state: 'queued' },
      keyFingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    const { ciphertext } = await ctx.db.vaultKey.findUniqueOrThrow({ where: { vaultId } });
    const text = JSON.stringify(view);
    for (const shape of ['hex', 'base64'] as const) {
      expect(text).not.toContain(Buffer.from(ciphertext).toString(shape));
    }
    const entries = await ctx.db.auditEntry.findMany({ where: { targetId: vaultId } });
    expect(entries).toMatchObject([{ action: 'vault.create', targetName: 'safe' }]);
  });

  test('a second one for all instances on the node, or a name that is taken, is refused', async () => {
    const { vaultId } = await createVault(ctx, wish());
    const again = { code: 'conflict', reason: 'vault-exists', field: 'nodeId' };
    expect(await refusalOf(createVault(ctx, { ...wish(), name: 'other' }))).toMatchObject(again);
    await ctx.db.vault.update({ where: { id: vaultId }, data: { isDedicated: true } });
    expect(await refusalOf(createVault(ctx, wish()))).toMatchObject({
      ...{ code: 'conflict', reason: 'vault-name-taken', field: 'name', params: { name: 'safe' } },
    });
    await ctx.db.vault.update({ where: { id: vaultId }, data: { state: 'shredded' } });
    expect(await refusalOf(createVault(ctx, wish()))).toBe('done');
  });

  test('not for one instance alone, and not in a suspended tenant', async () => {
    const { id: instanceId } = await makeInstance(ctx.db, { tenantId: tenant.id });
    expect(await refusalOf(createVault(ctx, { ...wish(), instanceId }))).toMatchObject({
      reason: 'vault-instance-foreign',
    });
    await ctx.db.tenant.update({ where: { id: tenant.id }, data: { state: 'suspended' } });
    expect(await codeOf(createVault(ctx, wish()))).toBe('suspended');
    expect(await ctx.db.vault.count({ where: { tenantId: tenant.id } })).toBe(0);
  });
});

describe('states', () => {
  /** The verbs that ask no node, with a vault for which only its state stands in the way. */
  const acts: [VaultAction, Act, Wish][] = [
    ['grow', (as, { id }) => growVault(as, { id, sizeBytes: 20 * gib }), {}],
    ['set-passphrase', (as, { id }) => setPassphrase(as, { id, passphrase }), {}],
    [
      'change-passphrase',
      (as, { id }) => changePassphrase(as, { id, passphrase, newPassphrase: 'other words at the quay' }),
      { keyMode: 'passphrase' },
    ],
    [
      'remove-passphrase',
      (as, { id }) => removePassphrase(as, { id, passphrase }),
      { keyMode: 'passphrase' },
    ],
    ['shred', (as, { id, name }) => planShred(as, { id, confirmName: name }), {}],
    ['take-back', (as, { id }) => takeBackShred(as, { id }), { shredAfter: new Date() }],
  ];

  test.each(acts)('%s: in the states of the table and in no other', async (action, act, about) => {
    const { states, otherwise } = vaultRules[action];
    for (const state of vaultStates) {
      const isAllowed = (states as readonly VaultState[]).includes(state);
      // Making the key of a passphrase takes its time: only where that is asked for.
      const key = isAllowed && about?.keyMode === 'passphrase' ? { passphrase } : {};
      const vault = await make({ ...about, ...key, state, isDedicated: true });
      const end = await refusalOf(act(ctx, vault));
      if (isAllowed) expect(end, state).toBe('done');
      else expect(end, state).toMatchObject({ code: 'wrong-state', reason: otherwise });
      const isDone = end === 'done' ? [`vault.${action}`] : [];
      const entries = await ctx.db.auditEntry.findMany({ where: { targetId: vault.id } });
      expect(entries.map((entry) => entry.action)).toEqual(isDone);
    }
  });

  test('nothing is begun while a job is at work on it', async () => {
    const vault = await make();
    await growVault(ctx, { id: vault.id, sizeBytes: 20 * gib });
    for (const [action, act] of acts) {
      if (action === 'take-back') continue;
      expect(await refusalOf(act(ctx, vault)), action).toMatchObject({
        code: 'busy',
        params: { kind: 'grow-vault' },
      });
    }
  });

  test('it never shrinks, and one that only its customer opens asks for the passphrase while it is locked', async () => {
    const { id } = await make();
    const smaller = { code: 'refused', reason: 'vault-shrinks', params: { now: 10 }, field: 'sizeBytes' };
    expect(await refusalOf(growVault(ctx, { id, sizeBytes: 10 * gib }))).toMatchObject(smaller);
    const locked = await make({ passphrase, isDedicated: true });
    const grow = () => refusalOf(growVault(ctx, { id: locked.id, sizeBytes: 20 * gib }));
    expect(await grow()).toMatchObject({ reason: 'vault-passphrase-missing' });
    await ctx.db.vault.update({ where: { id: locked.id }, data: { state: 'open' } });
    expect(await grow()).toBe('done');
  });

  test('a wrong present passphrase changes nothing, and the history tells of it', async () => {
    const { id } = await make({ passphrase });
    const before = await ctx.db.vaultKey.findUniqueOrThrow({ where: { vaultId: id } });
    const change = { id, passphrase: 'a guess at the harbour', newPassphrase: 'other words at the quay' };
    expect(await refusalOf(changePassphrase(ctx, change))).toMatchObject({
      reason: 'vault-passphrase-wrong',
    });
    expect(await ctx.db.vaultKey.findUniqueOrThrow({ where: { vaultId: id } })).toEqual(before);
    const { items } = await listVaultEvents(ctx, { id });
    expect(items).toMatchObject([{ what: 'passphrase-refused', actor: { kind: 'user' } }]);
    const entries = await ctx.db.auditEntry.findMany({ where: { targetId: id } });
    expect(entries.map(({ action }) => action)).toEqual(['vault.passphrase-refused']);
  });

  test('without a grace time a disk on its way in stands in the way as well, and nothing is planned', async () => {
    const vault = await make({ state: 'locked' });
    const { id } = vault;
    await ctx.db.settings.upsert({
      where: { id: 1 },
      create: { id: 1, vaultGraceDays: 0 },
      update: { vaultGraceDays: 0 },
    });
    const move = await makeJob(ctx.db, {
      ...{ kind: 'move-instance', state: 'running', tenantId: tenant.id, subject: 'web' },
      ...{ startedAt: new Date(), finishedAt: null, params: { to: { vaultId: id } } },
    });
    const shred = () => refusalOf(planShred(ctx, { id, confirmName: vault.name }));
    expect(await shred()).toMatchObject({ code: 'conflict', reason: 'vault-in-use' });
    const row = () => ctx.db.vault.findUniqueOrThrow({ where: { id } });
    expect(await row()).toMatchObject({ state: 'locked', shredAfter: null });
    await ctx.db.job.update({ where: { id: move.id }, data: { state: 'done' } });
    expect(await shred()).toBe('done');
    expect(await row()).toMatchObject({ state: 'shredding' });
    await ctx.db.settings.update({ where: { id: 1 }, data: { vaultGraceDays: 7 } });
  });

  test('what runs in it stands in the way of its end, what has stopped ends with it', async () => {
    const vault = await make({ state: 'open' });
    const { id } = vault;
    const running = await makeInstance(ctx.db, { tenantId: tenant.id, vaultId: id, state: 'running' });
    const shred = () => refusalOf(planShred(ctx, { id, confirmName: vault.name }));
    const inUse = { code: 'conflict', reason: 'vault-in-use', params: { names: running.name } };
    expect(await shred()).toMatchObject(inUse);
    await ctx.db.instance.update({ where: { id: running.id }, data: { state: 'stopped' } });
    expect(await shred()).toBe('done');
    expect((await getVault(ctx, id)).instances).toEqual([
      { id: running.id, name: running.name, state: 'stopped' },
    ]);
  });
});

describe('receipts', () => {
  test("another tenant's receipt does not exist, and the public key is for who has signed in", async () => {
    const vaultId = randomUUID();
    const { id: tenantId, slug: tenantSlug, name: tenantName } = tenant;
    const signed = { text: '{}', signature: '', publicKeyId: '', publicKey: '', shreddedAt: new Date() };
    await ctx.db.shredReceipt.create({
      data: { vaultId, vaultName: 'gone', tenantId, tenantSlug, tenantName, ...signed },
    });
    expect(await listReceipts(ctx, { tenant: tenant.slug })).toMatchObject([{ vaultId, vaultName: 'gone' }]);
    expect(await getReceipt(ctx, vaultId)).toMatchObject({ vaultId });
    expect(await codeOf(getReceipt(as('admin'), vaultId))).toBe('forbidden');
    const stranger = { ...ctx, actor: makeMember(await makeTenant(ctx.db)) };
    expect(await codeOf(getReceipt(stranger, vaultId))).toBe('not-found');
    expect(await codeOf(getReceipt(ctx, randomUUID()))).toBe('not-found');
    const visitor: Ctx = { ...ctx, actor: { kind: 'visitor' } };
    expect(await codeOf(getReceipt(visitor, vaultId))).toBe('unauthenticated');
    expect(await codeOf(getReceiptKey(visitor))).toBe('unauthenticated');
    expect(await getReceiptKey(stranger)).toMatchObject({ publicKey: expect.stringMatching(/PUBLIC KEY/) });
  });
});
