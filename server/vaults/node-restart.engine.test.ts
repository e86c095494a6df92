import { afterAll, beforeAll, expect, test } from 'vitest';
import { env } from '#server/env.ts';
import { connectEngine } from '#server/incus/connect-engine.ts';
import { patchInstance } from '#server/incus/instances.ts';
import { startInstance } from '#server/instances/start-instance.ts';
import { suspendTenant } from '#server/tenants/suspend-tenant.ts';
import { unsuspendTenant } from '#server/tenants/unsuspend-tenant.ts';
import { type FaultProxy, startFaultProxy } from '#server/testing/fault-proxy.ts';
import { engineStarting } from '#server/testing/faults.ts';
import { makeUser } from '#server/testing/make-user.ts';
import { type Inside, openVaultWorld, type VaultWorld } from '#server/testing/open-vault-world.ts';
import { type MailServer, startMailServer } from '#server/testing/start-mail-server.ts';
import { untilFound } from '#server/testing/until-found.ts';
import { listVaultEvents } from './list-vault-events.ts';
import { lookAtNodes } from './look-at-nodes.ts';
import { openVault } from './open-vault.ts';
import { closeOnNode } from './providers/close-on-node.ts';
import { setPassphrase } from './set-passphrase.ts';
import { startAgain } from './start-again.ts';
import { nodeOf, readVaultRow } from './vault-row.ts';
import { startVaultWatch } from './vault-watch.loop.ts';

const passphrase = 'four harbour words here';
let world: VaultWorld;
let proxy: FaultProxy;
let mail: MailServer;
let formerSmtp: string | undefined;
let ran: Inside;
let ended: Inside;
let vaultId: string;

beforeAll(async () => {
  mail = await startMailServer();
  // The environment is read once: this test file has a mail server, and no other.
  formerSmtp = env().SMTP_URL;
  env().SMTP_URL = mail.url;
  proxy = await startFaultProxy();
  world = await openVaultWorld();
  ran = await world.create('ran', 'shared');
  ended = await world.create('ended', 'shared');
  vaultId = await world.vaultOf(ran);
  await world.shell(ran, 'echo kept > /root/file; sync');
});
afterAll(async () => {
  await world?.close();
  await proxy?.close();
  env().SMTP_URL = formerSmtp;
  mail?.close();
});

/**
 * What a power loss leaves: the vault locked, all of it stopped, and of what ran the engine's word that it ran. Rows
 * say still what was before.
 */
async function losePower(): Promise<void> {
  await world.power(ran, 'stop');
  const config = { 'volatile.last_state.power': 'RUNNING' };
  await patchInstance(world.ctx.engine, { ...ran.ref, config });
  await closeOnNode(nodeOf(await readVaultRow(world.ctx.db, vaultId)), { id: vaultId });
  expect(await world.rowOf(ran.id)).toMatchObject({ state: 'running', vault: { state: 'open' } });
}
const history = async () => (await listVaultEvents(world.ctx, { id: vaultId })).items;
const startJobs = () => world.ctx.db.job.count({ where: { kind: 'start-instance' } });

test('a vault whose node was restarted is locked, and what ran in it is started again', async () => {
  const { ctx } = world;
  // Its guest ended itself before: nobody starts that again.
  await world.power(ended, 'stop');
  await losePower();
  expect(await lookAtNodes(ctx)).toEqual([vaultId]);
  expect((await world.rowOf(ran.id)).vault?.state).toBe('locked');
  expect((await history())[0]).toMatchObject({ what: 'locked', note: 'its node was restarted' });
  await startAgain(ctx, vaultId);
  expect(await startJobs()).toBe(1);
  await world.run();
  expect(await world.rowOf(ran.id)).toMatchObject({ state: 'running', vault: { state: 'open' } });
  expect(await world.shell(ran, 'cat /root/file')).toBe('kept');
  expect(await lookAtNodes(ctx)).toEqual([]);
});

test('an engine that is not there yet is waited for', async () => {
  const { ctx } = world;
  await losePower();
  const engine = connectEngine({ url: proxy.url });
  const away = proxy.place({ fault: engineStarting, path: /instances/ });
  const loop = startVaultWatch({ ...ctx, engine });
  try {
    await away.struck;
    await untilFound(async () => (await startJobs()) === 2);
    await world.run();
  } finally {
    await loop.stop();
    await engine.close();
  }
  expect(await world.rowOf(ran.id)).toMatchObject({ state: 'running', vault: { state: 'open' } });
});

test('started by somebody before anybody had looked, the vault is open, and the others are started again as well', async () => {
  const { ctx } = world;
  await world.power(ended, 'start');
  await world.power(ended, 'stop');
  const config = { 'volatile.last_state.power': 'RUNNING' };
  await patchInstance(ctx.engine, { ...ended.ref, config });
  await losePower();
  // The row says still that it is open: the start finds out that it is not.
  await ctx.db.instance.update({ where: { id: ran.id }, data: { state: 'stopped' } });
  await startInstance(ctx, { id: ran.id });
  await world.run();
  const loop = startVaultWatch(ctx);
  try {
    await untilFound(async () => (await startJobs()) === 4);
    await world.run();
  } finally {
    await loop.stop();
  }
  expect(await world.rowOf(ended.id)).toMatchObject({ state: 'running' });
  await world.power(ended, 'stop');
});

test('where only the customer opens it, what ran waits and says for whom', async () => {
  const { ctx } = world;
  await setPassphrase(ctx, { id: vaultId, passphrase });
  const owner = await makeUser(ctx.db, { password: null });
  await ctx.db.member.create({ data: { tenantId: world.tenant.id, userId: owner.id, role: 'owner' } });
  await losePower();
  expect(await lookAtNodes(ctx)).toEqual([vaultId]);
  await startAgain(ctx, vaultId);
  // As a worker does that starts while they wait: nobody is told a second time.
  const told = await history();
  await startAgain(ctx, vaultId);
  expect(await history()).toEqual(told);
  expect(mail.mails).toMatchObject([expect.stringContaining(`To: ${owner.email}`)]);
  expect(await startJobs()).toBe(4);
  const note = 'its node was restarted: instances wait for the passphrase';
  expect((await history())[0]).toMatchObject({ what: 'locked', note });
  expect(await world.rowOf(ran.id)).toMatchObject({
    ...{ state: 'stopped', reason: 'instance-waits-for-passphrase' },
    vault: { state: 'locked' },
  });
  expect((await world.rowOf(ended.id)).stateReason).toBeNull();
  // Open, it waits for nobody any more.
  await openVault(ctx, { id: vaultId, passphrase });
  expect(await world.rowOf(ran.id)).toMatchObject({ state: 'stopped', stateReason: null, reason: null });
});

test('when its account is let go on, what only the customer opens stays down and says why', async () => {
  const { ctx } = world;
  await startInstance(ctx, { id: ran.id, passphrase });
  await world.run();
  await suspendTenant(ctx, { id: world.tenant.id, reason: 'unpaid' });
  await world.run();
  // No loop has seen here that this one ended.
  await ctx.db.instance.update({ where: { id: ended.id }, data: { state: 'stopped' } });
  expect(await world.lock()).toBe(1);
  await unsuspendTenant(ctx, { id: world.tenant.id });
  await world.run();
  expect(await world.rowOf(ran.id)).toMatchObject({
    ...{ state: 'stopped', reason: 'vault-passphrase-missing', vault: { state: 'locked' } },
    stateReason: expect.stringContaining('passphrase'),
  });
});
