import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deleteInstance } from '#server/instances/delete-instance.ts';
import { moveInstance } from '#server/instances/move-instance.ts';
import { reinstallInstance } from '#server/instances/reinstall-instance.ts';
import { renameInstance } from '#server/instances/rename-instance.ts';
import { resizeInstance } from '#server/instances/resize-instance.ts';
import { startInstance } from '#server/instances/start-instance.ts';
import { makeVault } from '#server/testing/make-vault.ts';
import { type Inside, openVaultWorld, type VaultWorld } from '#server/testing/open-vault-world.ts';
import { refusalOf } from '#server/testing/refusal-of.ts';
import { untilFound } from '#server/testing/until-found.ts';
import { changePassphrase } from './change-passphrase.ts';
import { createVault } from './create-vault.ts';
import { getVaultRoom } from './get-vault-room.ts';
import { growVault } from './grow-vault.ts';
import { listVaultEvents } from './list-vault-events.ts';
import { openVault } from './open-vault.ts';
import { removePassphrase } from './remove-passphrase.ts';
import { setPassphrase } from './set-passphrase.ts';

const gib = 1024 ** 3;
const passphrase = 'four harbour words here';
const wrong = 'a guess at the harbour';

let world: VaultWorld;
let vaultId: string;
let web: Inside;

beforeAll(async () => {
  world = await openVaultWorld();
});
afterAll(() => world?.close());

const view = () => world.ctx.db.vault.findUniqueOrThrow({ where: { id: vaultId } });
const history = async () => (await listVaultEvents(world.ctx, { id: vaultId })).items.map(({ what }) => what);
/** In the audit record, the latest first. */
const recorded = async () => {
  const where = { targetId: vaultId };
  const entries = await world.ctx.db.auditEntry.findMany({
    where,
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
  });
  return entries.map(({ action }) => action);
};
const wrongGuesses = async () => {
  const row = await world.ctx.db.rateLimit.findFirst({ where: { key: { contains: vaultId } } });
  return row?.points ?? 0;
};

test('a vault with a passphrase is made without a key of the provider, and locks itself', async () => {
  const { ctx, tenant, node } = world;
  const wish = { tenant: tenant.slug, nodeId: node.id, name: 'safe', sizeBytes: 3 * gib, passphrase };
  // The job has begun before the verb has made the device: it waits for that.
  const making = createVault(ctx, wish);
  const job = await untilFound(() => ctx.db.job.findFirst({ where: { kind: 'create-vault' } }));
  await world.run();
  ({ vaultId } = await making);
  expect(await world.jobOf('create-vault')).toMatchObject({ id: job.id, state: 'done', error: null });
  expect(await view()).toMatchObject({ state: 'open', keyMode: 'passphrase' });
  const { wrapper } = await ctx.db.vaultKey.findUniqueOrThrow({ where: { vaultId } });
  expect(wrapper).toBe('passphrase');
  expect(await world.lock()).toBe(1);
  expect(await world.factsOf(vaultId)).toMatchObject({ state: 'locked', keyStatus: 'absent' });
});

test('a wrong passphrase opens nothing, is counted, and the history tells of it', async () => {
  const { ctx } = world;
  expect(await refusalOf(openVault(ctx, { id: vaultId, passphrase: wrong }))).toMatchObject({
    ...{ code: 'refused', reason: 'vault-passphrase-wrong', field: 'passphrase' },
    params: { name: 'safe' },
  });
  expect(await view()).toMatchObject({ state: 'locked', stateReason: null });
  expect(await world.factsOf(vaultId)).toMatchObject({ state: 'locked', keyStatus: 'absent' });
  expect(await history()).toEqual(['passphrase-refused', 'locked', 'created']);
  expect(await recorded()).toEqual(['vault.passphrase-refused', 'vault.create']);
  expect(await wrongGuesses()).toBe(1);
  expect(await refusalOf(openVault(ctx, { id: vaultId }))).toMatchObject({
    reason: 'vault-passphrase-missing',
  });
  expect(await wrongGuesses()).toBe(1);
});

test('the right one opens it, and it waits some minutes for something to be started', async () => {
  expect(await openVault(world.ctx, { id: vaultId, passphrase })).toMatchObject({ state: 'open' });
  expect((await recorded())[0]).toBe('vault.open');
  expect(await wrongGuesses()).toBe(0);
  expect(await world.lock()).toBe(0);
  web = await world.create('web', 'shared');
  expect(await world.vaultOf(web)).toBe(vaultId);
  // What it waited for has come: nobody has to wait until it is locked.
  expect((await view()).heldUntil).toBeNull();
  await world.stop(web);
  expect(await world.lock()).toBe(1);
});

test('locked, it is made larger with it, and locks itself again', async () => {
  const { ctx } = world;
  const grow = (given?: string) => growVault(ctx, { id: vaultId, sizeBytes: 4 * gib, passphrase: given });
  expect(await refusalOf(grow())).toMatchObject({ reason: 'vault-passphrase-missing', field: 'passphrase' });
  expect(await refusalOf(grow(wrong))).toMatchObject({ reason: 'vault-passphrase-wrong' });
  expect(await view()).toMatchObject({ state: 'locked', sizeBytes: BigInt(3 * gib) });
  await grow(passphrase);
  await world.run();
  expect(await world.jobOf('grow-vault')).toMatchObject({ state: 'done', error: null });
  expect(await world.factsOf(vaultId)).toMatchObject({ state: 'open', sizeBytes: 4 * gib });
  await ctx.db.vault.update({ where: { id: vaultId }, data: { heldUntil: null } });
  expect(await world.lock()).toBe(1);
});

describe('a device that wants the key to grow', () => {
  const tib = 1024 ** 4;
  const growths = () =>
    world.ctx.db.job.findMany({
      where: { kind: 'grow-vault', state: 'queued' },
      select: { subjectKey: true, runAt: true },
    });
  const grow = (given: string, sizeBytes: number) =>
    growVault(world.ctx, { id: vaultId, sizeBytes, passphrase: given });
  const setQuota = (bytes: number | bigint) =>
    world.ctx.db.tenant.update({ where: { id: world.tenant.id }, data: { quotaDiskBytes: bytes } });
  let otherId: string;
  let quotaDiskBytes: bigint;

  // Its row alone says so: what the verb does is the same, whatever the node makes of the key.
  beforeAll(async () => {
    const { db } = world.ctx;
    await db.vault.update({ where: { id: vaultId }, data: { provider: 'luks' } });
    const { tenant, node } = world;
    const ofTenant = { tenantId: tenant.id, nodeId: node.id };
    otherId = (await makeVault(db, { ...ofTenant, isDedicated: true, sizeBytes: gib })).id;
    ({ quotaDiskBytes } = await db.tenant.findUniqueOrThrow({ where: { id: tenant.id } }));
    await setQuota(2 * gib);
  });
  afterAll(async () => {
    const { db } = world.ctx;
    await setQuota(quotaDiskBytes);
    await db.vault.delete({ where: { id: otherId } });
    await db.vault.update({ where: { id: vaultId }, data: { provider: 'fscrypt', heldUntil: null } });
    expect(await world.lock()).toBe(1);
  });

  test('keeps its new size in the quota before it has it, and a wrong guess keeps nothing', async () => {
    const { ctx, tenant } = world;
    expect(await refusalOf(grow(wrong, 5 * gib))).toMatchObject({ reason: 'vault-passphrase-wrong' });
    expect(await growths()).toEqual([]);
    const { leftBytes } = await getVaultRoom(ctx, { tenant: tenant.slug });
    const growing = grow(passphrase, 5 * gib);
    const held = await untilFound(async () => (await growths())[0]);
    expect(held.subjectKey).toBe(`vault:${vaultId}`);
    // All that was left is too much by the one GiB that the first has taken.
    const beyond = growVault(ctx, { id: otherId, sizeBytes: gib + leftBytes });
    expect(await refusalOf(beyond)).toMatchObject({ reason: 'quota-vaults' });
    await growing;
    expect(await world.factsOf(vaultId)).toMatchObject({ sizeBytes: 5 * gib });
    expect((await view()).sizeBytes).toBe(BigInt(4 * gib));
    await world.run();
    expect(await world.jobOf('grow-vault')).toMatchObject({ state: 'done', error: null });
    expect((await view()).sizeBytes).toBe(BigInt(5 * gib));
  });

  test('grows for one of two that want the same room, and not at all for the other', async () => {
    const { ctx, tenant } = world;
    const { leftBytes } = await getVaultRoom(ctx, { tenant: tenant.slug });
    const whole = Math.floor(leftBytes / gib) * gib;
    const sizeBytes = 5 * gib + whole;
    await ctx.db.vault.update({ where: { id: vaultId }, data: { heldUntil: null } });
    const growing = refusalOf(grow(passphrase, sizeBytes));
    // It has been told that there is room, and has opened the vault for that.
    await untilFound(async () => (await view()).heldUntil);
    const other = await refusalOf(growVault(ctx, { id: otherId, sizeBytes: gib + whole }));
    const ends = [await growing, other];
    expect(ends.filter((end) => end === 'done')).toHaveLength(1);
    expect(ends.find((end) => end !== 'done')).toMatchObject({ reason: 'quota-vaults' });
    expect(await growths()).toHaveLength(1);
    const size = ends[0] === 'done' ? sizeBytes : 5 * gib;
    expect(await world.factsOf(vaultId)).toMatchObject({ sizeBytes: size });
    await ctx.db.job.deleteMany({ where: { subjectKey: `vault:${otherId}` } });
    await world.run();
    expect((await view()).sizeBytes).toBe(BigInt(size));
  });

  test('that has no room on its node gives back what was kept', async () => {
    const { ctx, tenant } = world;
    await setQuota(8 * tib);
    const { leftBytes } = await getVaultRoom(ctx, { tenant: tenant.slug });
    expect(await refusalOf(grow(passphrase, 4 * tib))).toMatchObject({ reason: 'vault-no-room' });
    await world.run();
    expect(await world.jobOf('grow-vault')).toMatchObject({ state: 'failed' });
    expect(await getVaultRoom(ctx, { tenant: tenant.slug })).toMatchObject({ leftBytes });
  });
});

test('a start asks for it, and starts with it', async () => {
  const { ctx } = world;
  const missing = { code: 'wrong-state', reason: 'vault-passphrase-missing', field: 'passphrase' };
  expect(await refusalOf(startInstance(ctx, { id: web.id }))).toMatchObject(missing);
  expect(await refusalOf(startInstance(ctx, { id: web.id, passphrase: wrong }))).toMatchObject({
    reason: 'vault-passphrase-wrong',
  });
  expect((await recorded())[0]).toBe('vault.passphrase-refused');
  expect(await ctx.db.job.count({ where: { kind: 'start-instance' } })).toBe(0);
  expect((await view()).state).toBe('locked');
  await startInstance(ctx, { id: web.id, passphrase });
  await world.run();
  expect(await world.rowOf(web.id)).toMatchObject({ state: 'running', vault: { state: 'open' } });
});

test('whatever else needs the disk takes it as well: renamed, given another size, moved out and deleted', async () => {
  const { ctx, imageId } = world;
  const other = await world.create('other', 'shared');
  const { id } = other;
  const shut = async () => {
    await ctx.db.vault.update({ where: { id: vaultId }, data: { heldUntil: null } });
    expect(await world.lock()).toBe(1);
  };
  const stateOf = async () => (await ctx.db.instance.findUnique({ where: { id } }))?.state;
  await world.stop(web);
  await world.stop(other);
  await shut();
  const missing = { code: 'wrong-state', reason: 'vault-passphrase-missing', field: 'passphrase' };
  const size = { vcpus: 1, memoryBytes: gib / 4, diskBytes: gib };
  const acts = {
    rename: (secret?: string) => renameInstance(ctx, { id, name: 'renamed', passphrase: secret }),
    resize: (secret?: string) => resizeInstance(ctx, { id, ...size, passphrase: secret }),
    reinstall: (secret?: string) => reinstallInstance(ctx, { id, imageId, passphrase: secret }),
    'move out': (secret?: string) => moveInstance(ctx, { id, vault: 'none', passphrase: secret }),
    'move in': (secret?: string) => moveInstance(ctx, { id, vault: vaultId, targetPassphrase: secret }),
    delete: (secret?: string) => deleteInstance(ctx, { id, confirmName: 'renamed', passphrase: secret }),
  };
  for (const [what, act] of Object.entries(acts)) {
    expect(await refusalOf(act()), what).toMatchObject(missing);
    expect(await refusalOf(act(wrong)), what).toMatchObject({ reason: 'vault-passphrase-wrong' });
    expect((await view()).state, what).toBe('locked');
    const { jobId } = await act(passphrase);
    await world.run();
    const job = await ctx.db.job.findUniqueOrThrow({ where: { id: jobId } });
    expect([what, job.state, job.error]).toEqual([what, 'done', null]);
    expect(JSON.stringify(job)).not.toContain(passphrase);
    expect(await stateOf(), what).toBe(what === 'delete' ? undefined : 'stopped');
    await shut();
  }
  await startInstance(ctx, { id: web.id, passphrase });
  await world.run();
});

test('two at once, one of them with a wrong passphrase: it is open, and the guess is in the history', async () => {
  const { ctx } = world;
  await world.stop(web);
  expect(await world.lock()).toBe(1);
  const before = (await history()).filter((what) => what === 'passphrase-refused').length;
  const [right, guess] = await Promise.all([
    refusalOf(startInstance(ctx, { id: web.id, passphrase })),
    refusalOf(openVault(ctx, { id: vaultId, passphrase: wrong })),
  ]);
  expect(right).toBe('done');
  await world.run();
  expect(await world.rowOf(web.id)).toMatchObject({ state: 'running', vault: { state: 'open' } });
  // Whoever came when it was open already was told so.
  expect(guess).toMatchObject({
    reason: expect.stringMatching(/^vault-(passphrase-wrong|open-needs-locked)$/),
  });
  const refused = (await history()).filter((what) => what === 'passphrase-refused').length - before;
  expect(refused).toBe(guess !== 'done' && guess.reason === 'vault-passphrase-wrong' ? 1 : 0);
});

test('changed while something runs: the former opens nothing from then on; removed, the provider opens it', async () => {
  const { ctx } = world;
  const next = 'other words at the quay';
  const change = (from: string) =>
    changePassphrase(ctx, { id: vaultId, passphrase: from, newPassphrase: next });
  expect(await refusalOf(change(wrong))).toMatchObject({ reason: 'vault-passphrase-wrong' });
  expect((await history())[0]).toBe('passphrase-refused');
  await change(passphrase);
  await world.stop(web);
  expect(await world.lock()).toBe(1);
  expect(await refusalOf(startInstance(ctx, { id: web.id, passphrase }))).toMatchObject({
    reason: 'vault-passphrase-wrong',
  });
  await removePassphrase(ctx, { id: vaultId, passphrase: next });
  await startInstance(ctx, { id: web.id });
  await world.run();
  expect(await world.rowOf(web.id)).toMatchObject({ state: 'running', vault: { state: 'open' } });
  await setPassphrase(ctx, { id: vaultId, passphrase });
  expect((await history()).slice(0, 3)).toEqual(['passphrase-set', 'opened', 'passphrase-removed']);
  await world.stop(web);
  expect(await world.lock()).toBe(1);
  expect(await refusalOf(startInstance(ctx, { id: web.id }))).toMatchObject({
    reason: 'vault-passphrase-missing',
  });
});
