import type { Page } from '@playwright/test';
import { expect, expectAccessibleInBothThemes, test } from './fixtures.ts';
import { pushImages } from './support/push-images.ts';

/** The engine on a busy machine takes its time. */
const slow = { timeout: 60_000 };
const secret = 'nobody-reads-this-again';

test.use({ room: { apps: 1, sandboxes: 1 } });

const version = (page: Page, number: number) =>
  page.getByRole('row', { name: new RegExp(`Version ${number}\\b`) });
const fold = (page: Page, title: string) => page.locator('summary').filter({ hasText: title });

async function openForm(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Deploy a new version' }).click();
  await expect(page.getByLabel('Image', { exact: true })).toBeVisible();
}

async function answers(ipv4: string): Promise<void> {
  const answer = await fetch(`http://${ipv4}:8080/`, { signal: AbortSignal.timeout(3000) });
  expect((await answer.text()).trim()).toBe('ok');
}

test('versions of an app: its rights compared, a new one, one that fails and goes back, a return, and behind gVisor', async ({
  page,
  account,
  panel,
}) => {
  test.setTimeout(240_000);
  page.setDefaultTimeout(30_000);
  const registry = await pushImages(panel, account, ['box', 'heavy', 'ends']);
  try {
    await story();
  } finally {
    await registry.clean();
  }

  async function story(): Promise<void> {
    const size = { vcpus: 1, memoryBytes: 256 * 1024 ** 2, diskBytes: 2 * 1024 ** 3 };
    const settings = { image: registry.reference('box') };
    const input = { tenant: account.slug, kind: 'app', name: 'shop', ...size, settings };
    const { instanceId } = await panel.callAndWait('POST', '/api/v1/instances', input);
    const { ipv4 } = await panel.db.instance.findUniqueOrThrow({ where: { id: String(instanceId) } });
    const isReached = () => expect(() => answers(String(ipv4))).toPass(slow);
    await page.goto(`/t/${account.slug}/instances/${instanceId}/deployments`);

    await test.step('what it may do stands beside what the process has', async () => {
      await expect(version(page, 1)).toContainText('current', slow);
      const allowed = page.getByRole('table', { name: 'What is allowed, and what was found' });
      await expect(allowed.getByRole('row', { name: /^Capabilities none none as allowed/ })).toBeVisible(
        slow,
      );
      await expect(allowed.getByRole('row', { name: /^Gaining new privileges no no/ })).toBeVisible();
      await expectAccessibleInBothThemes(page);
    });

    await test.step('a new version, with a secret, a volume and a right: its log is live', async () => {
      await openForm(page);
      await page.getByLabel('Image', { exact: true }).fill(registry.reference('heavy'));
      await fold(page, 'Environment').click();
      await page.getByRole('button', { name: 'Add a variable' }).click();
      const row = page.getByRole('list', { name: 'Environment' }).getByRole('listitem');
      await row.getByLabel('Name').fill('TOKEN');
      await row.getByLabel('Secret', { exact: true }).check();
      await row.getByLabel('Secret value').fill(secret);
      await fold(page, 'Volumes').click();
      await page.getByRole('button', { name: 'Add a volume' }).click();
      const volume = page.getByRole('list', { name: 'Volumes' }).getByRole('listitem');
      await volume.getByLabel('Name').fill('data');
      await volume.getByLabel('Folder in the application').fill('/data');
      await fold(page, 'What it may do').click();
      await page.getByRole('checkbox', { name: /NET_BIND_SERVICE/ }).check();
      await expectAccessibleInBothThemes(page);
      await page.getByRole('button', { name: 'Deploy', exact: true }).click();
      await expect(page.getByText(/^Fetching .*heavy/).first()).toBeVisible(slow);
      await expect(page.getByText('Version 2 is up').first()).toBeVisible(slow);
      await isReached();
    });

    await test.step('it is told by its digest, and its secret is nowhere', async () => {
      await page.goto(`/t/${account.slug}/instances/${instanceId}/deployments`);
      await expect(version(page, 2)).toContainText('current', slow);
      await expect(version(page, 1)).toContainText('former');
      await expect(
        version(page, 2).getByRole('button', { name: 'Copy the digest of version 2' }),
      ).toBeVisible();
      const allowed = page.getByRole('table', { name: 'What is allowed, and what was found' });
      await expect(allowed.getByRole('row', { name: /NET_BIND_SERVICE.*as allowed/ }).first()).toBeVisible(
        slow,
      );
      await openForm(page);
      await fold(page, 'Environment').waitFor();
      await expect(page.getByLabel('Secret value')).toHaveAttribute('placeholder', 'unchanged');
      expect(await page.content()).not.toContain(secret);
    });

    await test.step('one that does not come up is taken back, with the reason', async () => {
      await page.getByLabel('Image', { exact: true }).fill(registry.reference('ends'));
      await page.getByRole('button', { name: 'Deploy', exact: true }).click();
      await page.goto(`/t/${account.slug}/instances/${instanceId}/deployments`);
      await expect(version(page, 3)).toContainText('taken back', slow);
      await expect(version(page, 2)).toContainText('current');
      await isReached();
      await version(page, 3).getByRole('link', { name: 'Version 3' }).click();
      await expect(page.getByText('Why', { exact: true })).toBeVisible();
      await expectAccessibleInBothThemes(page);
    });

    await test.step('a return to the first one is a version of its own', async () => {
      await page.goto(`/t/${account.slug}/instances/${instanceId}/deployments`);
      await version(page, 1).getByRole('button', { name: 'Return to version 1' }).click();
      await page.getByRole('alertdialog').getByRole('button', { name: 'Return' }).click();
      await expect(page).toHaveURL(/deployments\/4$/);
      await page.goto(`/t/${account.slug}/instances/${instanceId}/deployments`);
      await expect(version(page, 4)).toContainText('current', slow);
      await isReached();
    });

    await test.step('the same image behind gVisor, by one switch', async () => {
      await openForm(page);
      await page.getByRole('button', { name: 'Make it a sandbox' }).click();
      await expect(page.getByText('With this version shop becomes another kind.')).toBeVisible();
      await page.getByRole('button', { name: 'Deploy', exact: true }).click();
      await page.goto(`/t/${account.slug}/instances/${instanceId}/deployments`);
      await expect(version(page, 5)).toContainText('current', slow);
      await expect(version(page, 5)).toContainText('Sandbox');
      await isReached();
    });
  }
});
