import { execFileSync } from 'node:child_process';
import { expect, expectAccessibleInBothThemes, test } from './fixtures.ts';

/** A private authority's certificate, and the key that must never be pasted. */
function authority(): string {
  const made = [
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-days',
    '9',
    '-subj',
    '/CN=Holm CA',
    '-keyout',
    '/dev/null',
  ];
  return execFileSync('openssl', ['req', ...made], { stdio: ['ignore', 'pipe', 'ignore'] }).toString();
}

test('a login at a registry is kept, changed and forgotten, and its password is never shown again', async ({
  page,
  account,
  panel,
}) => {
  await page.goto(`/t/${account.slug}/registries`);
  await expect(page.getByText('No registry yet')).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await page.getByRole('button', { name: 'Add a registry' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a registry' });
  const certificate = dialog.getByLabel(/Certificate of a private authority/);

  await dialog.getByLabel('Registry', { exact: true }).fill('https://registry.example.org:5000/');
  await dialog.getByLabel(/Username/).fill('mia');
  await certificate.fill('-----BEGIN PRIVATE KEY-----');
  await dialog.getByRole('button', { name: 'Add the registry' }).click();
  await expect(certificate).toHaveAccessibleDescription(/It has not left your browser/);
  await certificate.fill(authority());
  await dialog.getByRole('button', { name: 'Add the registry' }).click();
  await expect(
    dialog.getByText('Give the password, or an access token, of this username.').first(),
  ).toBeVisible();
  await dialog.getByRole('textbox', { name: /Password or access token/ }).fill('four harbour words');
  await dialog.getByRole('button', { name: 'Add the registry' }).click();

  const row = page.getByRole('row', { name: /registry\.example\.org:5000/ });
  await expect(row).toContainText('mia');
  await expect(row).toContainText('Holm CA');
  await expectAccessibleInBothThemes(page);
  expect(await page.content()).not.toContain('four harbour words');

  await row.getByRole('button', { name: 'Change registry.example.org:5000' }).click();
  const edit = page.getByRole('dialog', { name: 'Change registry.example.org:5000' });
  await expect(edit.getByRole('textbox', { name: /Password/ })).toHaveValue('');
  await edit.getByLabel('Remove the present certificates').check();
  await edit.getByRole('button', { name: 'Save' }).click();
  await expect(row).not.toContainText('Holm CA');
  const kept = await panel.db.registryLogin.findFirstOrThrow({ where: { tenantId: account.id } });
  expect([kept.username, kept.caPem, kept.password !== null]).toEqual(['mia', null, true]);

  await row.getByRole('button', { name: 'Delete registry.example.org:5000' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete the login' }).click();
  await expect(page.getByText('No registry yet')).toBeVisible();
});

test('a reader sees the logins and is told why they cannot be changed', async ({
  page,
  account,
  becomes,
  panel,
}) => {
  const login = { tenantId: account.id, host: 'registry.example.org', username: 'mia' };
  await panel.db.registryLogin.create({ data: login });
  await becomes(await account.addMember('reader'));
  await page.goto(`/t/${account.slug}/registries`);
  await expect(page.getByRole('row', { name: /registry\.example\.org/ })).toContainText('mia');
  const add = page.getByRole('button', { name: 'Add a registry' });
  await expect(add).toHaveAttribute('aria-disabled', 'true');
  await expect(add).toHaveAccessibleDescription(/./);
});
