import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import { startImageServer } from '#server/testing/start-image-server.ts';
import { expect, expectAccessibleInBothThemes, test } from './fixtures.ts';
import { mark } from './support/panel.ts';

const run = promisify(execFile);

/** Deletes the image whose page is open, and waits until the list has it no more. */
async function deleteIt(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Delete the image' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete the image' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Images' })).toBeVisible();
  await expect(page.getByRole('link', { name, exact: true })).toHaveCount(0, { timeout: 30_000 });
}

test.describe('a customer', () => {
  test('makes an image of an instance, and an instance of it', async ({ page, account, panel }) => {
    test.setTimeout(180_000);
    const id = await account.addInstance('web');
    await page.goto(`/t/${account.slug}/images`);
    await expect(page.getByText('No image of your own yet')).toBeVisible();
    const make = page.getByRole('button', { name: 'Make an image' });
    await expect(make).toHaveAccessibleDescription(/stop one first/);
    await expectAccessibleInBothThemes(page);

    await expect
      .poll(async () => (await panel.db.instance.findUnique({ where: { id } }))?.state, { timeout: 60_000 })
      .toBe('running');
    await page.goto(`/t/${account.slug}/instances/${id}/settings`);
    const ofIt = page.getByRole('region', { name: 'Make an image of it' });
    await expect(ofIt.getByRole('button')).toHaveAccessibleDescription(/Stop it first/);
    await panel.callAndWait('POST', `/api/v1/instances/${id}/stop`);
    await ofIt.getByRole('button', { name: 'Make an image' }).click();
    await expect(page.getByRole('dialog').getByLabel('Instance')).toHaveCount(0);
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    await ofIt.getByRole('link', { name: 'Your images' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Images' })).toBeVisible();
    await make.click();
    const dialog = page.getByRole('dialog', { name: 'Make an image of an instance' });
    await expect(dialog.getByLabel('Instance')).toHaveValue(id);
    await dialog.getByLabel('Name').fill('Our web');
    await dialog.getByLabel('What is in it').fill('with everything set up');
    await dialog.getByRole('button', { name: 'Make the image' }).click();
    await expect(page.getByText('Our web is being made')).toBeVisible();
    const row = page.getByRole('row', { name: /Our web/ });
    await expect(row).toContainText('Ready', { timeout: 60_000 });
    await expect(row).toContainText('MiB');
    await expectAccessibleInBothThemes(page);

    await row.getByRole('link', { name: /New instance/ }).click();
    await expect(page.getByLabel(/Your images/)).toBeChecked();
    await expect(page.getByLabel(/Our web/)).toBeChecked();
    await page.getByLabel('Name', { exact: true }).fill('web-2');
    await page.getByRole('button', { name: 'Create web-2' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'web-2' })).toBeVisible();
    const made = { tenantId: account.id, name: 'web-2' };
    await expect
      .poll(async () => (await panel.db.instance.findFirst({ where: made }))?.state, { timeout: 60_000 })
      .toBe('running');

    await page.goto(`/t/${account.slug}/images`);
    await page.getByRole('button', { name: 'Change Our web' }).click();
    await page.getByRole('dialog').getByLabel('Name').fill('Shop');
    await page.getByRole('dialog').getByRole('button', { name: 'Save image' }).click();
    await page.getByRole('button', { name: 'Delete Shop' }).click();
    await expect(page.getByRole('alertdialog')).toContainText('The one instance made of it stays');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete the image' }).click();
    await expect(page.getByText('No image of your own yet')).toBeVisible({ timeout: 30_000 });
  });

  test('who may only read sees why nothing can be made', async ({ page, account, becomes }) => {
    await becomes(await account.addMember('reader'));
    await page.goto(`/t/${account.slug}/images`);
    await expect(page.getByRole('button', { name: 'Make an image' })).toHaveAccessibleDescription(/role/);
  });
});

test.describe('an operator', () => {
  test.beforeEach(async ({ operator }) => {
    expect(operator.id).toBeTruthy();
  });

  test('copies an image from a server, and deletes it', async ({ page, panel }) => {
    test.setTimeout(120_000);
    const server = await startImageServer();
    try {
      await page.goto('/admin/images');
      await page.getByRole('link', { name: 'Add an image' }).click();
      const address = page.getByRole('textbox', { name: 'Image server' });
      await address.fill('ftp://nowhere');
      await page.getByRole('button', { name: 'Show its list' }).click();
      await expect(address).toHaveAccessibleDescription(/https/);
      await address.fill(server.url);
      await page.getByRole('button', { name: 'Show its list' }).click();
      const row = page.getByRole('row', { name: /tiny\/1/ }).filter({ hasText: 'Full VM' });
      await expect(row).toBeVisible();
      await expectAccessibleInBothThemes(page);
      await row.getByRole('button', { name: 'Copy' }).click();
      await expect(page.getByText(/tiny\/1 is being copied/)).toBeVisible();
      await expect(row.getByRole('button', { name: 'Copy' })).toHaveAccessibleDescription(/here already/);
      await page.goto('/admin/images');
      await page.getByRole('link', { name: 'Tiny 1', exact: true }).click();
      await expect(page.getByText(`from ${server.url}`)).toBeVisible();
      await expect
        .poll(async () => (await panel.db.image.findUnique({ where: { alias: 'tiny/1/vm' } }))?.state)
        .toBe('ready');
      await page.reload();
      await deleteIt(page, 'Tiny 1');
    } finally {
      await server.close();
      const imageServer = 'https://images.linuxcontainers.org';
      await panel.db.settings.update({ where: { id: 1 }, data: { imageServer } });
    }
  });

  test('adds an app to the catalogue', async ({ page, panel }) => {
    const name = `Shop ${mark()}`;
    await page.goto('/admin/images/new/app');
    await page.getByLabel('Name').fill(name);
    await page.getByLabel('Image', { exact: true }).fill('docker.io/library/nginx:1.27');
    await page.getByLabel('Ports').fill('80 443/sctp');
    await page.getByRole('button', { name: 'Add to the catalogue' }).click();
    await expect(page.getByLabel('Ports')).toHaveAccessibleDescription(/80 53\/udp/);
    await page.getByLabel('Ports').fill('80 53/udp');
    await page.getByLabel(/Folders/).fill('data /var/lib/data');
    await page.getByLabel(/Environment/).fill('SHOP_NAME What it is called');
    await expectAccessibleInBothThemes(page);
    await page.getByRole('button', { name: 'Add to the catalogue' }).click();
    await expect(page.getByText(`${name} is in the catalogue.`)).toBeVisible();
    const row = await panel.db.image.findFirstOrThrow({ where: { name } });
    expect(row.app).toMatchObject({
      ...{ reference: 'docker.io/library/nginx:1.27', volumes: [{ name: 'data', path: '/var/lib/data' }] },
      ports: [
        { port: 80, protocol: 'tcp' },
        { port: 53, protocol: 'udp' },
      ],
    });
    await page.getByRole('link', { name, exact: true }).click();
    await expect(page.getByLabel('Ports')).toHaveValue('80 53/udp');
    await page.getByLabel('Description').fill('A shop.');
    await page.getByRole('button', { name: 'Save image' }).click();
    await page.getByRole('link', { name, exact: true }).click();
    await deleteIt(page, name);
  });

  test('uploads an image; what is none is refused with the reason', async ({ page }) => {
    test.setTimeout(120_000);
    const folder = await mkdtemp(join(tmpdir(), 'berth-e2e-image-'));
    const alias = `e2e-${mark()}/1`;
    try {
      const architecture = process.arch === 'arm64' ? 'aarch64' : 'x86_64';
      const said = { architecture, creation_date: Math.floor(Date.now() / 1000), properties: { os: alias } };
      await writeFile(join(folder, 'metadata.yaml'), JSON.stringify(said));
      await run('mkdir', ['-p', join(folder, 'rootfs')]);
      await run('tar', ['-czf', 'image.tar.gz', 'metadata.yaml', 'rootfs'], { cwd: folder });
      await writeFile(join(folder, 'notes.txt'), 'no image');

      await page.goto('/admin/images/new/upload');
      await page.getByLabel('Image, or its metadata').setInputFiles(join(folder, 'notes.txt'));
      await page.getByLabel('Alias on the engine').fill(alias);
      await page.getByLabel('Name').fill(alias);
      await page.getByRole('button', { name: 'Upload', exact: true }).click();
      await expect(page.getByRole('alert').filter({ hasText: 'no archive' })).toBeVisible();
      await expectAccessibleInBothThemes(page);
      await page.getByLabel('Image, or its metadata').setInputFiles(join(folder, 'image.tar.gz'));
      await page.getByRole('button', { name: 'Upload', exact: true }).click();
      await page.getByRole('link', { name: alias, exact: true }).click();
      await expect(page.getByText('uploaded', { exact: true })).toBeVisible();
      await deleteIt(page, alias);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  test('sees what can be built', async ({ page }) => {
    await page.goto('/admin/images/new/recipe');
    await expect(page.getByRole('button', { name: /^Build/ }).first()).toBeVisible();
    await expectAccessibleInBothThemes(page);
  });
});
