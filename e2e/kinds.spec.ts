import type { Page } from '@playwright/test';
import { formatBytes } from '#components/ui/format/format-bytes.ts';
import { getInstance, listInstances } from '#server/incus/instances.ts';
import { projectName } from '#server/networks/network-names.ts';
import { testEngine } from '#server/testing/test-engine.ts';
import { type Account, expect, expectAccessibleInBothThemes, test } from './fixtures.ts';
import { type KindWorld, kindWorlds } from './support/kind-worlds.ts';

/** The engine on a busy machine takes its time. */
const slow = { timeout: 60_000 };
const name = 'harbour';

/** Of the instance; what runs in its shell has a state of its own behind it. */
const stateOf = (page: Page, kind: string) => page.locator(`header [data-state="${kind}"]`).first();

/** Each part has a header of its own: what is pressed before the new one is there would be gone with the old one. */
async function openPart(page: Page, part: string): Promise<void> {
  const parts = page.getByRole('navigation', { name: /^Parts of/ });
  const link = parts.getByRole('link', { name: part, exact: true });
  await link.click();
  await expect(link).toHaveAttribute('aria-current', 'page');
}

async function createIt(page: Page, account: Account, world: KindWorld, prepared: string): Promise<void> {
  await page.goto(`/t/${account.slug}/instances/new`);
  await page.getByRole('radio', { name: new RegExp(`^${world.need}`) }).check();
  await world.fill(page, prepared);
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByRole('button', { name: `Create ${name}` }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible(slow);
  await expect(stateOf(page, 'running')).toHaveText('Running', slow);
}

/** As its page gives it to be copied. */
async function addressOn(page: Page): Promise<string> {
  const copy = page.getByRole('button', { name: /\d+\.\d+\.\d+\.\d+/ }).first();
  const label = (await copy.getAttribute('aria-label')) ?? (await copy.textContent()) ?? '';
  return /\d+\.\d+\.\d+\.\d+/.exec(label)?.[0] ?? '';
}

/** What the story asks of every kind in the same words. */
for (const [kind, world] of Object.entries(kindWorlds)) {
  test.describe(kind, () => {
    test.use({ room: world.room });

    test('is made, reached, entered, read, restarted, resized, suspended, locked away and removed', async ({
      page,
      account,
      panel,
      becomes,
    }) => {
      test.setTimeout(240_000);
      page.setDefaultTimeout(30_000);
      const isReached = (ipv4: string) => expect(() => world.reach(ipv4)).toPass(slow);
      const prepared = await world.prepare(panel, account);
      try {
        await story(prepared.typed);
      } finally {
        await prepared.clean();
      }

      async function story(typed: string): Promise<void> {
        await becomes(account.owner);
        await createIt(page, account, world, typed);
        const address = await addressOn(page);

        await test.step('it answers at its address', () => isReached(address));

        await test.step('it is entered from the browser', async () => {
          await openPart(page, 'Console');
          const screen = page.locator('.xterm-rows');
          await expect(page.locator('[data-terminal-state]')).toHaveText('Connected', slow);
          if (world.terminal.type) {
            await page.locator('.xterm-helper-textarea').focus();
            await page.keyboard.type(`${world.terminal.type}\n`);
          }
          await expect(screen).toContainText(world.terminal.shows, slow);
        });

        await test.step('its log is read', async () => {
          await openPart(page, 'Logs');
          const lines = page.getByRole('log', { name: 'Lines of the log' });
          await expect(lines).toContainText(world.log, slow);
          await expectAccessibleInBothThemes(page);
        });

        await test.step('what keeps it apart is shown as evidence', async () => {
          await openPart(page, 'Evidence');
          await expect(page.getByText(/user namespace|unprivileged|uid/i).first()).toBeVisible(slow);
          await expectAccessibleInBothThemes(page);
        });

        await test.step('restarted, it answers again', async () => {
          await openPart(page, 'Overview');
          await page.getByRole('button', { name: `Actions for ${name}` }).click();
          await page.getByRole('menuitem', { name: 'Restart' }).click();
          await page.getByRole('alertdialog').getByRole('button', { name: 'Restart' }).click();
          await expect(stateOf(page, 'working')).toBeVisible();
          await expect(stateOf(page, 'running')).toHaveText('Running', slow);
          await isReached(address);
        });

        await test.step('it gets another size', async () => {
          await openPart(page, 'Settings');
          await page.getByRole('radio', { name: /Sloop|Yawl/ }).check();
          await page.getByRole('button', { name: 'Resize' }).click();
          await expect(page.getByText(world.resized ?? /It has .*512.MiB.memory/)).toBeVisible(slow);
          await expect(stateOf(page, 'running')).toHaveText('Running', slow);
        });

        await test.step('page, API and engine say the same of it', async () => {
          const where = { where: { tenantId: account.id, name } };
          const { id } = await panel.db.instance.findFirstOrThrow(where);
          const engine = testEngine();
          const project = projectName(account.slug);
          await openPart(page, 'Overview');
          // Its new size may still be on the way.
          await expect(async () => {
            const api = await panel.call('GET', `/api/v1/instances/${id}`);
            expect(api).toMatchObject({ name, kind, state: 'running', ipv4: address });
            const found = await getInstance(engine, { project, name });
            expect(Number(found.config['limits.cpu'])).toBe(api.vcpus);
            expect(found).toMatchObject({
              status: 'Running',
              config: { 'limits.memory': `${api.memoryBytes}B` },
              devices: { eth0: { 'ipv4.address': api.ipv4 }, root: { size: `${api.diskBytes}B` } },
            });
            expect(await addressOn(page)).toBe(api.ipv4);
            const memory = formatBytes(Number(api.memoryBytes), 'en-GB');
            const shown = page.getByText(new RegExp(`${api.vcpus}.vCPU.*${memory}.memory`));
            await expect(shown.first()).toBeVisible();
          }).toPass(slow);
          await engine.close();
        });

        await test.step('suspended with its account it does not answer, and let go it does', async () => {
          await panel.callAndWait('POST', `/api/v1/tenants/${account.id}/suspend`, { reason: 'a story' });
          await expect(world.reach(address)).rejects.toThrow();
          await page.reload();
          await expect(page.locator('header [data-state="suspended"]')).toBeVisible(slow);
          await panel.callAndWait('POST', `/api/v1/tenants/${account.id}/unsuspend`);
          await isReached(address);
        });

        await test.step('moved into a vault it answers from there', async () => {
          await account.addVault('strongbox');
          await page.reload();
          await openPart(page, 'Storage');
          await page.getByRole('button', { name: 'Move', exact: true }).click();
          await page.getByRole('alertdialog').getByRole('button', { name: 'Stop and move' }).click();
          const disk = page.getByRole('region', { name: 'Disk encryption' });
          await expect(disk).toContainText('Encrypted, in the vault strongbox', slow);
          await expect(stateOf(page, 'running')).toHaveText('Running', slow);
          await isReached(address);
        });

        await test.step('deleted, nothing of it is left', async () => {
          await openPart(page, 'Settings');
          await page.getByRole('button', { name: 'Delete', exact: true }).click();
          const question = page.getByRole('alertdialog');
          await question.getByLabel(new RegExp(`Type ${name}`)).fill(name);
          await question.getByRole('button', { name: 'Delete for good' }).click();
          await expect(page).toHaveURL(/\/instances$/, slow);
          const engine = testEngine();
          const names = async () =>
            (await listInstances(engine, { project: projectName(account.slug) })).map((one) => one.name);
          await expect.poll(names, slow).not.toContain(name);
          await engine.close();
          const rows = { where: { tenantId: account.id, name } };
          await expect.poll(() => panel.db.instance.count(rows), slow).toBe(0);
        });
      }
    });
  });
}
