import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { startInstance } from '#server/instances/start-instance.ts';
import { findInFiles } from '#server/testing/find-in-files.ts';
import { type Inside, newSecret, openVaultWorld, type VaultWorld } from '#server/testing/open-vault-world.ts';
import { untilFound } from '#server/testing/until-found.ts';
import { closeVault } from './close-vault.ts';
import { lockIdle } from './lock-idle.ts';
import { lookAtNodes } from './look-at-nodes.ts';
import { closeOnNode } from './providers/close-on-node.ts';
import { nodeOf, readVaultRow } from './vault-row.ts';
import { startVaultTidy } from './vault-tidy.loop.ts';

let world: VaultWorld;
let web: Inside;
let vaultId: string;

beforeAll(async () => {
  world = await openVaultWorld();
  web = await world.create('web', 'shared');
  vaultId = await world.vaultOf(web);
});
afterAll(() => world?.close());

const consoleLog = () => `/var/log/incus/${web.ref.project}_${web.name}/console.log`;
const vault = () => world.ctx.db.vault.findUniqueOrThrow({ where: { id: vaultId }, include: { key: true } });

/** Past the panel, as a node that is restarted locks it. */
async function loseNode(): Promise<void> {
  await closeOnNode(nodeOf(await readVaultRow(world.ctx.db, vaultId)), { id: vaultId });
  expect(await lookAtNodes(world.ctx)).toEqual([vaultId]);
}

test.each([
  ['by the loop', () => lockIdle({ ...world.ctx, now: new Date() })],
  ['by a person', () => closeVault(world.ctx, { id: vaultId })],
  ['by its node', loseNode],
])('locked %s, and then the worker ends: the next one finds what is left beside it', async (_how, lock) => {
  const { ctx } = world;
  const secret = newSecret();
  const isLeft = async () => (await findInFiles([consoleLog()], [Buffer.from(secret)])).length > 0;
  if ((await world.rowOf(web.id)).state === 'stopped') {
    await startInstance(ctx, { id: web.id });
    await world.run();
  }
  await world.shell(web, `echo ${secret} > /dev/console; sync`);
  await world.stop(web);
  // One that somebody only looks at in that moment is tried again.
  await untilFound(async () => {
    await Promise.resolve(lock()).catch(() => undefined);
    return (await vault()).state === 'locked';
  });
  expect(await isLeft()).toBe(true);
  const { key: former, lockedAt, tidiedAt } = await vault();
  expect(tidiedAt).not.toEqual(lockedAt);

  const loop = startVaultTidy(ctx);
  onTestFinished(() => loop.stop());
  await untilFound(async () => (await vault()).tidiedAt?.getTime() === lockedAt?.getTime());
  expect(await isLeft()).toBe(false);
  const { key, provider } = await vault();
  const isSavedAnew = key?.headerSavedAt?.getTime() !== former?.headerSavedAt?.getTime();
  expect(isSavedAnew).toBe(provider === 'fscrypt');
});
