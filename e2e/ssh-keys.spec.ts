import { randomBytes } from 'node:crypto';
import { expect, expectAccessibleInBothThemes, test } from './fixtures.ts';

/** A well-formed key of nobody: RFC 8709, a length before the name and before 32 bytes. */
function newPublicKey(comment: string): string {
  const part = (bytes: Buffer) => Buffer.concat([Buffer.from([0, 0, 0, bytes.length]), bytes]);
  const wire = Buffer.concat([part(Buffer.from('ssh-ed25519')), part(randomBytes(32))]);
  return `ssh-ed25519 ${wire.toString('base64')} ${comment}`;
}

test('add, rename and delete a key', async ({ page, account }) => {
  await page.goto(`/t/${account.slug}/ssh-keys`);
  await expect(page.getByText('No SSH key yet')).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await page.getByRole('button', { name: 'Add a key' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add an SSH key' });

  await dialog.getByLabel('Public key').fill('-----BEGIN OPENSSH PRIVATE KEY-----');
  await dialog.getByRole('button', { name: 'Add the key' }).click();
  await expect(dialog.getByLabel('Public key')).toHaveAccessibleDescription(/It has not left your browser/);

  await dialog.getByLabel('Public key').fill(newPublicKey('mia@desk'));
  await dialog.getByRole('button', { name: 'Add the key' }).click();
  const row = page.getByRole('row', { name: /mia@desk/ });
  await expect(row).toContainText('SHA256:');
  await expectAccessibleInBothThemes(page);

  await row.getByRole('button', { name: 'Rename mia@desk' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('desk');
  await page.getByRole('dialog').getByRole('button', { name: 'Rename' }).click();
  await page.getByRole('button', { name: 'Delete desk' }).click();
  await expect(page.getByRole('alertdialog')).toContainText('No instance was made with it');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete the key' }).click();
  await expect(page.getByText('No SSH key yet')).toBeVisible();
});

test('a key from a file, added on the way to a new instance, is ticked', async ({ page, account, panel }) => {
  await page.goto(`/t/${account.slug}/instances/new`);
  await page.getByRole('button', { name: 'Add a key' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add an SSH key' });
  await dialog.locator('input[type=file]').setInputFiles({
    name: 'id_ed25519.pub',
    mimeType: 'text/plain',
    buffer: Buffer.from(`${newPublicKey('mia@boat')}\n`),
  });
  await expect(dialog).toContainText('id_ed25519.pub was read');
  await dialog.getByRole('button', { name: 'Add the key' }).click();
  await expect(page.getByText('The key mia@boat was added.')).toBeVisible();
  await expect(page.getByRole('checkbox', { name: 'mia@boat' })).toBeChecked();

  await page.getByLabel('Name', { exact: true }).fill('keyed');
  await page.getByRole('button', { name: 'Create keyed' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'keyed' })).toBeVisible();
  const made = await panel.db.instance.findFirstOrThrow({
    where: { tenantId: account.id, name: 'keyed' },
    select: { sshKeys: { select: { sshKey: { select: { name: true } } } } },
  });
  expect(made.sshKeys).toEqual([{ sshKey: { name: 'mia@boat' } }]);
});

test('the same key twice is refused with the name it has', async ({ page, account }) => {
  const key = newPublicKey('first');
  await page.goto(`/t/${account.slug}/ssh-keys`);
  for (const name of ['first', 'second']) {
    await page.getByRole('button', { name: 'Add a key' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Add an SSH key' });
    await dialog.getByLabel('Public key').fill(key);
    await dialog.getByLabel('Name').fill(name);
    await dialog.getByRole('button', { name: 'Add the key' }).click();
    if (name === 'first') await expect(page.getByRole('row', { name: /first/ })).toBeVisible();
    else await expect(dialog.getByLabel('Public key')).toHaveAccessibleDescription(/already, named first/);
  }
});
