import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { createLogger } from '#server/log.ts';
import { getNode } from '#server/nodes/get-node.ts';
import { makeMember, makeOperator } from '#server/testing/make-actor.ts';
import { makeTenant } from '#server/testing/make-tenant.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { getVaultOffer } from './get-vault-offer.ts';
import { lookAtNodes } from './look-at-nodes.ts';

const log = createLogger('silent');
let opened: TestCtx;
let nodeId: string;
let folder: string;
let file: string;

beforeAll(async () => {
  opened = await openTestCtx();
  folder = await mkdtemp(join(tmpdir(), 'berth-test-nodes-'));
  file = join(folder, 'nodes.json');
  vi.stubEnv('BERTH_NODES_FILE', file);
});
beforeEach(async () => {
  await opened.ctx.db.node.deleteMany();
  nodeId = (await opened.ctx.db.node.create({ data: { name: 'elsewhere' } })).id;
});
afterAll(async () => {
  await opened?.close();
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

const look = () => lookAtNodes({ db: opened.ctx.db, log });
const tellNothing = () => writeFile(file, '{}');
/** On its port nobody listens. */
async function tellOfNobody(): Promise<void> {
  const hostKey = `ssh-ed25519 ${randomBytes(51).toString('base64')}`;
  const way = { kind: 'ssh', host: '127.0.0.1', port: 1, user: 'root', hostKey };
  await writeFile(file, JSON.stringify({ elsewhere: { ...way, identityFile: join(folder, 'id') } }));
}

const operatorReads = async () => (await getNode({ ...opened.ctx, actor: makeOperator() }, nodeId)).vaults;
async function customerReads() {
  const tenant = await makeTenant(opened.ctx.db);
  const ctx = { ...opened.ctx, actor: makeMember(tenant) };
  return (await getVaultOffer(ctx, { tenant: tenant.slug })).nodes[0];
}

test('before anybody has looked, nothing is said of how it is reached', async () => {
  expect(await operatorReads()).toMatchObject({ reasonKey: 'vault-node-unasked', silence: null });
});

test('a node whose way nobody has told says so', async () => {
  await tellNothing();
  await look();
  expect(await operatorReads()).toMatchObject({ reasonKey: 'vault-node-unknown', silence: null });
});

test('of one that does not answer an operator reads why, a customer only that', async () => {
  await tellOfNobody();
  await look();
  expect(await operatorReads()).toMatchObject({
    ...{ isSupported: false, reasonKey: 'vault-node-away' },
    silence: expect.stringMatching(/connection refused/i),
  });
  const offer = await customerReads();
  expect(offer).toMatchObject({ isSupported: false, reasonKey: 'vault-node-away' });
  expect(JSON.stringify(offer)).not.toMatch(/127\.0\.0\.1|refused/i);
});

test('a file that cannot be read is told in the same place', async () => {
  await writeFile(file, '{ "elsewhere": ');
  await look();
  expect((await operatorReads()).silence).toMatch(/BERTH_NODES_FILE .* cannot be read as JSON/);
});

test('one that is silent once, or that another worker knows no way to, can still what it said before', async () => {
  await opened.ctx.db.node.update({
    where: { id: nodeId },
    data: { vaultAbility: { provider: 'luks', why: null } },
  });
  await tellOfNobody();
  await look();
  expect(await operatorReads()).toMatchObject({
    isSupported: true,
    provider: 'luks',
    silence: expect.any(String),
  });
  await tellNothing();
  await look();
  expect(await operatorReads()).toMatchObject({ isSupported: true, provider: 'luks' });
});

test('one that has never answered and is no longer told of says that nobody has told the way', async () => {
  await tellOfNobody();
  await look();
  await tellNothing();
  await look();
  expect(await operatorReads()).toMatchObject({ reasonKey: 'vault-node-unknown', silence: null });
});
