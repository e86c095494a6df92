import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Ctx } from '#server/context.ts';
import { makeMember } from '#server/testing/make-actor.ts';
import { makeTenant } from '#server/testing/make-tenant.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { refusalOf } from '#server/testing/refusal-of.ts';
import { createRegistry } from './create-registry.ts';
import { deleteRegistry } from './delete-registry.ts';
import { listRegistries } from './list-registries.ts';
import { registryOf } from './registry-of.ts';
import { type CreateRegistryInput, createRegistryInput } from './schema.ts';
import { updateRegistry } from './update-registry.ts';

let opened: TestCtx;
let tenant: Awaited<ReturnType<typeof makeTenant>>;
let ctx: Ctx;
let ca: string;

beforeAll(async () => {
  opened = await openTestCtx();
  const made = [
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-days',
    '9',
    '-subj',
    '/CN=Lab',
    '-keyout',
    '/dev/null',
  ];
  ca = execFileSync('openssl', ['req', ...made], { stdio: ['ignore', 'pipe', 'ignore'] }).toString();
});
afterAll(() => opened?.close());
beforeEach(async () => {
  tenant = await makeTenant(opened.ctx.db);
  ctx = { ...opened.ctx, actor: makeMember(tenant, 'developer') };
});
const create = (input: Partial<CreateRegistryInput>) =>
  createRegistry(ctx, createRegistryInput.parse({ tenant: tenant.slug, host: 'r.example.org', ...input }));
const login = { username: 'ada', password: 'four words of ada' };
const accessTo = (reference: string) => registryOf(ctx.db, { tenantId: tenant.id, reference });

test('a password is sealed, never given back, and opens for the registry of an image alone', async () => {
  const made = await create(login);
  expect(made).toMatchObject({ host: 'r.example.org', username: 'ada', hasPassword: true, certificates: [] });
  const { items } = await listRegistries(ctx, { tenant: tenant.slug });
  expect(items).toEqual([made]);
  const row = await ctx.db.registryLogin.findUniqueOrThrow({ where: { id: made.id } });
  const told = JSON.stringify([items, await ctx.db.auditEntry.findMany({ where: { tenantId: tenant.id } })]);
  expect(told).not.toContain('four words');
  expect(Buffer.from(row.password ?? []).toString('latin1')).not.toContain('four words');
  expect(await accessTo('r.example.org/team/web:1')).toEqual({ auth: login, caPem: null });
  expect(await accessTo('web:1')).toEqual({ auth: null, caPem: null });
  expect(await accessTo('r.example.org:5000/web')).toEqual({ auth: null, caPem: null });
});

test('what is not said stays; a password goes with its username', async () => {
  const { id } = await create({ ...login, caPem: ca });
  expect(await updateRegistry(ctx, { id, caPem: '' })).toMatchObject({ certificates: [], hasPassword: true });
  expect(await updateRegistry(ctx, { id, password: 'another' })).toMatchObject({ username: 'ada' });
  expect((await accessTo('r.example.org/x')).auth?.password).toBe('another');
  expect(await refusalOf(updateRegistry(ctx, { id, username: 'bob' }))).toMatchObject({
    reason: 'registry-password-missing',
    field: 'password',
  });
  expect((await accessTo('r.example.org/x')).auth).toEqual({ username: 'ada', password: 'another' });
  expect(await refusalOf(updateRegistry(ctx, { id, username: '' }))).toMatchObject({
    reason: 'registry-empty',
  });
  const alone = await updateRegistry(ctx, { id, username: '', caPem: ca });
  expect(alone).toMatchObject({ username: null, hasPassword: false, certificates: [{ subject: 'Lab' }] });
  expect((await accessTo('r.example.org/x')).caPem).toContain('BEGIN CERTIFICATE');
});

test('half a login, nothing at all and a second one are refused, each with its field', async () => {
  expect(await refusalOf(create({}))).toMatchObject({ reason: 'registry-empty', field: 'username' });
  expect(await refusalOf(create({ username: 'ada' }))).toMatchObject({ field: 'password' });
  expect(await refusalOf(create({ password: 'x' }))).toMatchObject({ reason: 'registry-username-missing' });
  await create(login);
  expect(await refusalOf(create(login))).toMatchObject({ code: 'conflict', field: 'host' });
  expect((await listRegistries(ctx, { tenant: tenant.slug })).items).toHaveLength(1);
});

test('one that no key opens any more says so', async () => {
  const { id } = await create(login);
  await ctx.db.registryLogin.update({ where: { id }, data: { password: new Uint8Array(60) } });
  expect(await refusalOf(accessTo('r.example.org/x'))).toMatchObject({
    reason: 'registry-unreadable',
    params: { host: 'r.example.org' },
  });
});

test('a reader sees and changes none; to another account and to visitors it is not there', async () => {
  const { id } = await create(login);
  const reader = { ...ctx, actor: makeMember(tenant, 'reader') };
  expect((await listRegistries(reader, { tenant: tenant.slug })).items).toHaveLength(1);
  expect(await refusalOf(updateRegistry(reader, { id, password: 'x' }))).toMatchObject({ code: 'forbidden' });
  expect(await refusalOf(deleteRegistry(reader, { id }))).toMatchObject({ code: 'forbidden' });
  const other = { ...ctx, actor: makeMember(await makeTenant(ctx.db)) };
  for (const refused of [updateRegistry(other, { id }), deleteRegistry(other, { id })]) {
    expect(await refusalOf(refused)).toMatchObject({ code: 'not-found' });
  }
  expect(await refusalOf(listRegistries(other, { tenant: tenant.slug }))).toMatchObject({
    code: 'not-found',
  });
  const visitor = { ...ctx, actor: { kind: 'visitor' as const } };
  expect(await refusalOf(deleteRegistry(visitor, { id }))).toMatchObject({ code: 'unauthenticated' });
  await deleteRegistry(ctx, { id });
  const entries = await ctx.db.auditEntry.findMany({ where: { targetId: id }, orderBy: { at: 'asc' } });
  expect(entries.map(({ action }) => action)).toEqual(['registry.create', 'registry.delete']);
});
