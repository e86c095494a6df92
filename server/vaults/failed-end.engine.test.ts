import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FaultProxy, startFaultProxy } from '#server/testing/fault-proxy.ts';
import { engineFailed } from '#server/testing/faults.ts';
import { makeOperator } from '#server/testing/make-actor.ts';
import { type Inside, openVaultWorld, type VaultWorld } from '#server/testing/open-vault-world.ts';
import { refusalOf } from '#server/testing/refusal-of.ts';
import { getReceipt } from './get-receipt.ts';
import { getVault } from './get-vault.ts';
import { listVaultEvents } from './list-vault-events.ts';
import { lookAtNodes } from './look-at-nodes.ts';
import { openVault } from './open-vault.ts';
import { planShred } from './plan-shred.ts';
import { repairVault } from './repair-vault.ts';
import { vaultNotes } from './schema.ts';
import { takeBackShred } from './take-back-shred.ts';

let proxy: FaultProxy;
let world: VaultWorld;
let web: Inside;
let id: string;

beforeAll(async () => {
  proxy = await startFaultProxy();
  world = await openVaultWorld({ engineUrl: proxy.url });
  world.ctx.actor = makeOperator();
  web = await world.create('web', 'shared');
  id = await world.vaultOf(web);
  await world.shell(web, 'echo kept > /root/file; sync');
  await world.stop(web);
  const settings = { id: 1, vaultGraceDays: 0 };
  await world.ctx.db.settings.upsert({ where: { id: 1 }, create: settings, update: settings });
});
afterAll(async () => {
  proxy?.heal();
  await world?.close();
  await proxy?.close();
});

test('what could not even be locked has lost nothing, and can be taken back', async () => {
  const { ctx } = world;
  // Past the panel: it is in use, and our rows do not know.
  await world.power(web, 'start');
  await planShred(ctx, { id, confirmName: 'main' });
  await world.run();
  expect(await world.jobOf('shred-vault')).toMatchObject({ state: 'failed', errorReason: 'vault-held' });
  const [last] = (await listVaultEvents(ctx, { id })).items;
  expect(last).toMatchObject({ what: 'shred-delayed', note: vaultNotes.delayed });
  // Nobody knows yet whether it is open: that the loop finds out.
  expect(await getVault(ctx, id)).toMatchObject({ state: 'closing' });
  await world.lock();
  await takeBackShred(ctx, { id });
  expect(await getVault(ctx, id)).toMatchObject({ state: 'open', shredAfter: null });
  expect(await world.shell(web, 'cat /root/file')).toBe('kept');
  await world.power(web, 'stop');
});

test('an end that has begun is neither taken back nor mended, and is gone on with', async () => {
  const { ctx } = world;
  const refusing = proxy.place({ fault: engineFailed, method: /DELETE/, path: /storage-pools/ });
  await planShred(ctx, { id, confirmName: 'main' });
  await world.run();
  refusing.remove();
  expect(await world.jobOf('shred-vault')).toMatchObject({ state: 'failed' });
  const begun = { state: 'broken', shredBegunAt: expect.any(String) };
  expect(await getVault(ctx, id)).toMatchObject(begun);
  for (const act of [takeBackShred, openVault]) {
    expect(await refusalOf(act(ctx, { id }))).toMatchObject({ reason: 'vault-end-begun' });
  }
  await lookAtNodes(ctx);
  expect(await getVault(ctx, id)).toMatchObject(begun);
  await repairVault(ctx, { id });
  await world.run();
  expect(await getVault(ctx, id)).toMatchObject({ state: 'shredded' });
  expect(await getReceipt(ctx, id)).toMatchObject({ vaultId: id });
});
