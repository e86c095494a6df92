import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Ctx } from '#server/context.ts';
import { makeMember } from '#server/testing/make-actor.ts';
import { makeTenant } from '#server/testing/make-tenant.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { refusalOf } from '#server/testing/refusal-of.ts';
import { createSshKey } from './create-ssh-key.ts';
import { deleteSshKey } from './delete-ssh-key.ts';
import { listSshKeys } from './list-ssh-keys.ts';
import { renameSshKey } from './rename-ssh-key.ts';

const first = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f laptop';
const second = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIB8eHRwbGhkYFxYVFBMSERAPDg0MCwoJCAcGBQQDAgEA';

let opened: TestCtx;
let tenant: Awaited<ReturnType<typeof makeTenant>>;
let ctx: Ctx;

beforeAll(async () => {
  opened = await openTestCtx();
});
afterAll(() => opened?.close());
beforeEach(async () => {
  tenant = await makeTenant(opened.ctx.db);
  ctx = { ...opened.ctx, actor: makeMember(tenant, 'developer') };
});
const create = (publicKey: string, name?: string) =>
  createSshKey(ctx, { tenant: tenant.slug, publicKey, ...(name && { name }) });

test('a key is named after its comment unless it gets a name', async () => {
  const { id } = await create(first);
  await create(second, 'Desk');
  const { items } = await listSshKeys(ctx, { tenant: tenant.slug });
  expect(items.map(({ name }) => name)).toEqual(['Desk', 'laptop']);
  expect(items[1]).toMatchObject({ id, type: 'ssh-ed25519', publicKey: first, instances: 0 });
});

test('the same key and the same name are refused, each with its field', async () => {
  await create(first, 'One');
  expect(await refusalOf(create(first, 'Two'))).toMatchObject({
    code: 'conflict',
    reason: 'ssh-key-taken',
    params: { name: 'One' },
    field: 'publicKey',
  });
  expect(await refusalOf(create(second, 'One'))).toMatchObject({
    reason: 'ssh-key-name-taken',
    field: 'name',
  });
});

test('two at the same moment: one key and one refusal', async () => {
  const both = await Promise.all([refusalOf(create(first, 'One')), refusalOf(create(second, 'One'))]);
  expect(both.filter((end) => end === 'done')).toHaveLength(1);
  expect((await listSshKeys(ctx, { tenant: tenant.slug })).items).toHaveLength(1);
});

test('it is renamed and forgotten, and the record says so', async () => {
  const { id } = await create(first);
  expect((await renameSshKey(ctx, { id, name: 'Desk' })).name).toBe('Desk');
  const other = await create(second, 'Other');
  expect(await refusalOf(renameSshKey(ctx, { id: other.id, name: 'Desk' }))).toMatchObject({
    reason: 'ssh-key-name-taken',
  });
  await deleteSshKey(ctx, { id });
  const entries = await ctx.db.auditEntry.findMany({ where: { targetId: id }, orderBy: { at: 'asc' } });
  expect(entries.map(({ action }) => action)).toEqual(['ssh-key.create', 'ssh-key.rename', 'ssh-key.delete']);
});

test('a reader sees keys and changes none', async () => {
  const { id } = await create(first);
  const reader = { ...ctx, actor: makeMember(tenant, 'reader') };
  expect((await listSshKeys(reader, { tenant: tenant.slug })).items).toHaveLength(1);
  expect(await refusalOf(deleteSshKey(reader, { id }))).toMatchObject({ code: 'forbidden' });
});

test('to another tenant a key is not there', async () => {
  const { id } = await create(first);
  const other = { ...ctx, actor: makeMember(await makeTenant(ctx.db)) };
  const gone = { code: 'not-found', reason: 'not-found' };
  expect(await refusalOf(deleteSshKey(other, { id }))).toMatchObject(gone);
  expect(await refusalOf(renameSshKey(other, { id, name: 'Mine' }))).toMatchObject(gone);
  expect(await refusalOf(listSshKeys(other, { tenant: tenant.slug }))).toMatchObject(gone);
  const visitor = { ...ctx, actor: { kind: 'visitor' as const } };
  expect(await refusalOf(deleteSshKey(visitor, { id }))).toMatchObject({ code: 'unauthenticated' });
  expect((await listSshKeys(ctx, { tenant: tenant.slug })).items).toHaveLength(1);
});
