// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of compose files look like that
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Ctx } from '#server/context.ts';
import { unsealSecrets } from '#server/deployments/secrets-of.ts';
import { listInstances } from '#server/instances/list-instances.ts';
import { makeMember } from '#server/testing/make-actor.ts';
import { makeInstance } from '#server/testing/make-instance.ts';
import { makeNetwork } from '#server/testing/make-network.ts';
import { makeTenant } from '#server/testing/make-tenant.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { createStack } from './create-stack.ts';
import { readFor } from './read-for.ts';
import { type CreateStackInput, createStackInput } from './schema.ts';

const gib = 1024 ** 3;
let opened: TestCtx;
let ctx: Ctx;
let tenant: Awaited<ReturnType<typeof makeTenant>>;

beforeAll(async () => {
  opened = await openTestCtx();
  const able = (kind: string) => ({ kind, isSupported: true, reason: null, reasonKey: null, params: {} });
  const kinds = [able('app'), able('sandbox')];
  await opened.ctx.db.node.create({ data: { name: 'one', state: 'online', kinds, seenAt: new Date() } });
});
afterAll(() => opened?.close());
beforeEach(async () => {
  tenant = await makeTenant(opened.ctx.db);
  const quota = { quotaApps: 3, quotaSandboxes: 1, quotaVcpus: 8 };
  const sizes = { quotaMemoryBytes: BigInt(4 * gib), quotaDiskBytes: BigInt(40 * gib) };
  await opened.ctx.db.tenant.update({ where: { id: tenant.id }, data: { ...quota, ...sizes } });
  await makeNetwork(opened.ctx.db, tenant.id);
  ctx = { ...opened.ctx, actor: makeMember(tenant, 'developer') };
});

const file = `services:
  web:
    image: nginx:1.27
    depends_on: [db]
    mem_limit: 1g
    environment: ["DB_PASSWORD=$PASSWORD"]
  db:
    image: postgres:16
    container_name: the-db
    environment: {POSTGRES_PASSWORD: "$PASSWORD"}
  tools: {image: busybox, profiles: [debug]}
`;
const variables = [{ name: 'PASSWORD', value: 'hush-hush', isSecret: true }];

function create(wish: Partial<CreateStackInput> = {}) {
  const input = { tenant: tenant.slug, stack: 'shop', text: file, variables, ...wish };
  return createStack(ctx, createStackInput.parse(input));
}
const rows = () =>
  ctx.db.instance.findMany({
    where: { tenantId: tenant.id },
    include: { deployments: true },
    orderBy: { ipv4: 'asc' },
  });

test('its services become instances that know each other, in their order', async () => {
  const { stack, instances } = await create();
  expect(stack).toBe('shop');
  expect(instances.map(({ service, name }) => [service, name])).toEqual([
    ['db', 'shop-db'],
    ['web', 'shop-web'],
  ]);
  const [db, web] = await rows();
  expect(db).toMatchObject({ kind: 'app', stack: 'shop', waitsFor: [], memoryBytes: BigInt(gib / 2) });
  expect(web).toMatchObject({ stack: 'shop', waitsFor: [db?.id], memoryBytes: BigInt(gib) });
  expect(web?.deployments[0]?.settings).toMatchObject({
    hosts: [
      ...[
        { name: 'db', address: db?.ipv4 },
        { name: 'web', address: web?.ipv4 },
      ],
      ...[
        { name: 'the-db', address: db?.ipv4 },
        { name: 'shop-db', address: db?.ipv4 },
      ],
      { name: 'shop-web', address: web?.ipv4 },
    ],
    environment: [{ name: 'DB_PASSWORD', value: null, isSecret: true }],
  });
  const version = web?.deployments[0];
  expect(version && unsealSecrets(version.id, version.secrets)).toEqual({ DB_PASSWORD: 'hush-hush' });
  const listed = await listInstances(ctx, { tenant: tenant.slug, stack: 'shop', sort: 'name', order: 'asc' });
  expect(listed.items.map(({ name, stack: of }) => [name, of])).toEqual([
    ['shop-db', 'shop'],
    ['shop-web', 'shop'],
  ]);
  expect((await listInstances(ctx, { tenant: tenant.slug, stack: 'other' })).total).toBe(0);
  const jobs = await ctx.db.job.findMany({ where: { tenantId: tenant.id } });
  expect(JSON.stringify(jobs)).not.toContain('hush-hush');
});

test('one service alone, as a sandbox of another size', async () => {
  const size = { vcpus: 2, memoryBytes: 2 * gib, diskBytes: 3 * gib };
  const { instances } = await create({ services: { web: { kind: 'sandbox', ...size } } });
  expect(instances).toHaveLength(1);
  expect(await rows()).toMatchObject([{ kind: 'sandbox', vcpus: 2, waitsFor: [] }]);
});

test.each([
  [
    'a service that is refused',
    { text: 'services:\n  a: {image: a, privileged: true}' },
    'compose-service-refused',
  ],
  ['a file that is none', { text: 'services: [' }, 'compose-unreadable'],
  ['a variable that is missing', { text: 'services:\n  a: {image: "a:${V:?say}"}' }, 'compose-unreadable'],
  ['a service that is not there', { services: { other: {} } }, 'compose-service-unknown'],
  ['no service', { services: {} }, 'compose-no-services'],
  ['a kind that runs no image', { kind: 'light-vm' as const }, 'compose-kind'],
  [
    'what does not fit together',
    { services: { db: {}, web: { memoryBytes: 4 * gib, vcpus: 1, diskBytes: gib } } },
    'quota-memory',
  ],
  ['too many of a kind', { kind: 'sandbox' as const }, 'quota-instances-together'],
  [
    'a size below the least',
    {
      services: { db: { memoryBytes: gib, vcpus: 1, diskBytes: gib }, web: { planId: crypto.randomUUID() } },
    },
    'plan-gone',
  ],
])('%s makes nothing at all', async (_title, wish, reason) => {
  await expect(create(wish)).rejects.toMatchObject({ reason });
  expect(await rows()).toEqual([]);
  expect(await ctx.db.job.count({ where: { tenantId: tenant.id } })).toBe(0);
});

test('what is wrong with one service says which', async () => {
  const services = { db: {}, web: { planId: crypto.randomUUID() } };
  await expect(create({ services })).rejects.toMatchObject({ field: 'services.web.planId' });
});

test('a name that is taken is told, and nothing is made', async () => {
  await makeInstance(ctx.db, { tenantId: tenant.id, name: 'shop-web' });
  await expect(create()).rejects.toMatchObject({ code: 'conflict', reason: 'instance-name-taken' });
  expect(await rows()).toHaveLength(1);
});

test('who may only read makes none; to a stranger the account is not there', async () => {
  const reader = { ...ctx, actor: makeMember(tenant, 'reader') };
  const input = createStackInput.parse({ tenant: tenant.slug, stack: 'shop', text: file });
  await expect(createStack(reader, input)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(readFor(reader, input)).rejects.toMatchObject({ code: 'forbidden' });
  const other = await makeTenant(ctx.db);
  const stranger = { ...ctx, actor: makeMember(other, 'owner') };
  await expect(createStack(stranger, input)).rejects.toMatchObject({ code: 'not-found' });
  await expect(readFor(stranger, input)).rejects.toMatchObject({ code: 'not-found' });
});
