import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { makeJob } from '#server/testing/make-job.ts';
import { type Account, expect, test } from '../fixtures.ts';
import type { Panel } from '../support/panel.ts';
import { shoot } from './shoot.ts';

const secret = 'brass lantern 9 quay';
const gib = 1024 ** 3;

test('vaults in all their states', async ({ page, baseURL, account, operator, becomes, panel }) => {
  test.setTimeout(400_000);
  const vaults = `/t/${account.slug}/vaults`;
  const instances = `/t/${account.slug}/instances`;
  const see = async (path: string, name: string) => {
    await page.goto(path);
    await page.waitForTimeout(500);
    await shoot(page, `vault-${name}`);
  };
  await becomes(account.owner);

  await see(vaults, 'none');
  await see(`${vaults}/receipts`, 'receipts-none');
  await page.goto(`${vaults}/new`);
  await page.getByRole('radio', { name: /Only your passphrase/ }).check();
  await page.getByLabel('Passphrase', { exact: true }).fill('too short');
  await page.getByRole('button', { name: /^Make/ }).click();
  await shoot(page, 'vault-new-passphrase');
  await chooseVault(page, instances);
  await shoot(page, 'vault-create-instance');

  const strongroom = await account.addVault('strongroom', secret);
  const diary = await account.addInstance('diary', 'shared', secret);
  const ledger = await account.addInstance('ledger', 'dedicated');
  const old = await account.addInstance('old', 'dedicated');
  await see(`${instances}/${diary}/storage`, 'storage-passphrase-open');
  await panel.callAndWait('POST', `/api/v1/instances/${diary}/stop`);
  await panel.callAndWait('POST', `/api/v1/instances/${old}/stop`);
  const [open, ending] = [await vaultOf(panel, ledger), await vaultOf(panel, old)];
  await expect.poll(() => stateOf(panel, strongroom)).toBe('locked');
  await expect.poll(() => stateOf(panel, ending)).toBe('locked');

  await see(`${vaults}/${open}`, 'open');
  await page.getByRole('button', { name: 'Set a passphrase' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await shoot(page, 'vault-set-passphrase-dialog');
  await see(`${instances}/${ledger}`, 'instance-inside');
  await see(`${instances}/${ledger}/storage`, 'storage');
  await page.getByRole('button', { name: 'Move', exact: true }).click();
  await expect(page.getByRole('alertdialog')).toBeVisible();
  await shoot(page, 'vault-move-dialog');

  await see(`${vaults}/${strongroom}`, 'locked');
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await page.getByRole('dialog').getByLabel('Passphrase', { exact: true }).fill('a guess that is wrong');
  await page.getByRole('dialog').getByRole('button', { name: 'Open', exact: true }).click();
  await expect(page.getByText(/does not open the vault/).first()).toBeVisible();
  await shoot(page, 'vault-open-dialog-refused');
  await page.goto(`${vaults}/${strongroom}`);
  await page.getByRole('button', { name: 'Change the passphrase' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await shoot(page, 'vault-change-passphrase-dialog');
  await see(`${instances}/${diary}/storage`, 'storage-locked');
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await shoot(page, 'vault-start-dialog');
  await chooseVault(page, instances);
  await shoot(page, 'vault-create-instance-locked');

  await page.goto(`${vaults}/${ending}`);
  await page.getByRole('button', { name: 'Destroy', exact: true }).click();
  await expect(page.getByRole('alertdialog')).toBeVisible();
  await shoot(page, 'vault-end-dialog');
  await panel.call('POST', `/api/v1/vaults/${ending}/shred`);
  await see(`${vaults}/${ending}`, 'ending');

  const made = await makeRows(panel, account);
  await see(`${vaults}/${made.broken}`, 'broken');
  await see(`${vaults}/${made.creating}`, 'creating');
  await see(vaults, 'list');
  await see(instances, 'instances');

  await panel.call('POST', `/api/v1/vaults/${strongroom}/open`, { passphrase: secret });
  await see(`${vaults}/${strongroom}`, 'held-open');
  await see(`${vaults}/${strongroom}/history`, 'history');

  await becomes(operator);
  const { id: node, name } = await panel.db.node.findFirstOrThrow();
  await see(`/admin/nodes/${node}`, 'node');
  await see(`/admin/nodes/${node}/vaults`, 'node-list');
  await page.getByRole('button', { name: 'Lock all vaults now' }).click();
  await expect(page.getByRole('alertdialog')).toBeVisible();
  await shoot(page, 'vault-panic-dialog');
  await made.remove();
  await page.getByRole('alertdialog').getByRole('textbox').fill(name);
  await page.getByRole('button', { name: 'Stop and lock everything' }).click();
  await page.waitForURL(/\/admin\/jobs\//);
  await shoot(page, 'vault-panic-job');
  await see('/admin/settings', 'settings');

  await endNow(panel, ending);
  await becomes(account.owner);
  await see(`${vaults}/${ending}`, 'destroyed');
  await see(`${vaults}/receipts`, 'receipts');
  await page.context().addCookies([{ name: 'berth-locale', value: 'ru', url: String(baseURL) }]);
  await see(`${vaults}/${strongroom}`, 'locked-russian');
  await see(vaults, 'list-russian');
  await see(`${vaults}/receipts`, 'receipts-russian');
  await see(`${instances}/${ledger}/storage`, 'storage-russian');
});

async function chooseVault(page: Page, instances: string): Promise<void> {
  await page.goto(`${instances}/new`);
  await page.getByRole('radio', { name: /In the account's vault/ }).check();
}

async function vaultOf({ db }: Panel, instanceId: string): Promise<string> {
  return String((await db.instance.findUniqueOrThrow({ where: { id: instanceId } })).vaultId);
}
async function stateOf({ db }: Panel, id: string): Promise<string> {
  return (await db.vault.findUniqueOrThrow({ where: { id } })).state;
}

/** What a node's trouble would bring about: rows of vaults that no node has. */
async function makeRows({ db }: Panel, { id: tenantId }: Account) {
  const node = await db.node.findFirstOrThrow();
  const make = (name: string, state: string, stateReason: string | null = null) => {
    const id = randomUUID();
    const place = { tenantId, nodeId: node.id, provider: 'fscrypt', isDedicated: true, pool: `e2e-${id}` };
    return db.vault.create({ data: { ...place, id, name, state, stateReason, sizeBytes: 20 * gib } });
  };
  const broken = await make('lost-cargo', 'broken', 'it is not on its node any more');
  const creating = await make('new-hold', 'creating');
  const job = await makeJob(db, {
    ...{ kind: 'create-vault', state: 'queued', version: 99, startedAt: null, finishedAt: null },
    ...{ subject: 'new-hold', subjectKey: `vault:${creating.id}`, tenantId },
    steps: {
      create: [
        {
          position: 0,
          name: 'device',
          state: 'done',
          startedAt: new Date(Date.now() - 900),
          finishedAt: new Date(),
        },
        { position: 1, name: 'header', state: 'running', startedAt: new Date() },
        { position: 2, name: 'pool', state: 'waiting' },
      ],
    },
  });
  return {
    broken: broken.id,
    creating: creating.id,
    async remove() {
      await db.job.delete({ where: { id: job.id } });
      await db.vault.deleteMany({ where: { id: { in: [broken.id, creating.id] } } });
    },
  };
}

/** As if its days of grace were over. */
async function endNow(panel: Panel, id: string): Promise<void> {
  await panel.db.vault.update({ where: { id }, data: { shredAfter: new Date() } });
  await expect.poll(() => stateOf(panel, id), { timeout: 60_000 }).toBe('shredded');
}
