import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Ctx } from '#server/context.ts';
import { createInstance } from '#server/instances/create-instance.ts';
import { moveInstance } from '#server/instances/move-instance.ts';
import { createInstanceInput } from '#server/instances/schema.ts';
import { makeMember, makeOperator } from '#server/testing/make-actor.ts';
import { makeImage } from '#server/testing/make-image.ts';
import { makeInstance } from '#server/testing/make-instance.ts';
import { makeNetwork } from '#server/testing/make-network.ts';
import { makeTenant } from '#server/testing/make-tenant.ts';
import { makeVault } from '#server/testing/make-vault.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { refusalOf } from '#server/testing/refusal-of.ts';
import { createVault } from './create-vault.ts';
import { getVaultRoom } from './get-vault-room.ts';
import { growVault } from './grow-vault.ts';

const gib = 1024 ** 3;
/** Twice 10 GiB with what btrfs keeps, and an image beside. */
const limitGib = 22;
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
  tenant = await makeTenant(opened.ctx.db, { quotaDiskBytes: 10 * gib });
  await makeNetwork(opened.ctx.db, tenant.id);
  ctx = { ...opened.ctx, actor: makeMember(tenant) };
});

const make = (sizeGib: number, over: Parameters<typeof makeVault>[1] = {}) =>
  makeVault(ctx.db, { tenantId: tenant.id, nodeId, sizeBytes: sizeGib * gib, ...over });
const create = (sizeGib: number, as = ctx) =>
  createVault(as, { tenant: tenant.slug, nodeId, name: 'safe', sizeBytes: sizeGib * gib });
const grow = (id: string, sizeGib: number) => growVault(ctx, { id, sizeBytes: sizeGib * gib });
const beyond = (limit: number, most: number) => ({
  ...{ code: 'quota-exceeded', reason: 'quota-vaults', field: 'sizeBytes', params: { limit, most } },
});

describe('what a person asks for', () => {
  test('a vault is as large as the quota can need, and no larger, for an operator neither', async () => {
    const operator = { ...ctx, actor: makeOperator() };
    for (const as of [ctx, operator]) {
      expect(await refusalOf(create(limitGib + 1, as))).toMatchObject(beyond(limitGib, limitGib));
    }
    expect(await ctx.db.vault.count({ where: { tenantId: tenant.id } })).toBe(0);
    expect(await refusalOf(create(limitGib))).toBe('done');
    await ctx.db.tenant.update({ where: { id: tenant.id }, data: { quotaDiskBytes: 20 * gib } });
    expect(await getVaultRoom(ctx, { tenant: tenant.slug })).toMatchObject({ leftBytes: 21 * gib });
  });

  test('those that are there count, what was destroyed does not, and each for one instance gives its rounding', async () => {
    await make(8, { isDedicated: true });
    await make(500, { isDedicated: true, state: 'shredded' });
    expect(await refusalOf(create(17))).toMatchObject(beyond(limitGib + 2, 16));
    expect(await refusalOf(create(16))).toBe('done');
    expect(await getVaultRoom(ctx, { tenant: tenant.slug })).toMatchObject({ leftBytes: 0 });
  });

  test('growing is the same, and one that grows counts with the size that it will have', async () => {
    const [first, second] = [await make(4, { isDedicated: true }), await make(4, { isDedicated: true })];
    expect(await refusalOf(grow(first.id, 23))).toMatchObject(beyond(limitGib + 4, limitGib));
    expect(await refusalOf(grow(first.id, 20))).toBe('done');
    expect(await refusalOf(grow(second.id, 7))).toMatchObject(beyond(limitGib + 4, 6));
    expect(await refusalOf(grow(second.id, 6))).toBe('done');
  });

  test('of ten at once as many are taken as there is room for', async () => {
    const vaults = [];
    for (let count = 0; count < 10; count++) vaults.push(await make(2, { isDedicated: true }));
    // 22 and 20 for the rounding, less the 20 that they have: room for two to grow by 10 and a rest of 2.
    const ends = await Promise.all(vaults.map(({ id }) => refusalOf(grow(id, 12))));
    expect(ends.filter((end) => end === 'done')).toHaveLength(2);
  });
});

describe('what follows a disk', () => {
  const wish = async (name: string) => {
    const { id: imageId } = await makeImage(ctx.db, {});
    const size = { vcpus: 1, memoryBytes: gib, diskBytes: 2 * gib };
    const text = { tenant: tenant.slug, name, imageId, ...size, vault: 'dedicated' };
    return createInstance(ctx, createInstanceInput.parse(text));
  };

  test('is made whatever vaults take, until empty ones alone take all that they may', async () => {
    const { id: instanceId } = await makeInstance(ctx.db, { tenantId: tenant.id, diskBytes: gib });
    const large = await make(60);
    await ctx.db.instance.update({ where: { id: instanceId }, data: { vaultId: large.id } });
    expect(await refusalOf(wish('web'))).toBe('done');
    await ctx.db.instance.update({ where: { id: instanceId }, data: { vaultId: null } });
    const full = { code: 'quota-exceeded', reason: 'quota-empty-vaults', params: { empty: 60, limit: 24 } };
    expect(await refusalOf(wish('shop'))).toMatchObject(full);
    const small = await make(3, { isDedicated: true, state: 'open' });
    const move = (vault: string) => refusalOf(moveInstance(ctx, { id: instanceId, vault }));
    expect(await move(small.id)).toMatchObject({ reason: 'quota-empty-vaults' });
    expect(await move(large.id)).toBe('done');
  });
});
