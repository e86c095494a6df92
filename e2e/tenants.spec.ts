import { expect, expectAccessibleInBothThemes, test } from './fixtures.ts';
import { hydrated } from './support/hydrated.ts';
import { mark } from './support/panel.ts';

/** The engine on a busy machine takes its time. */
const slow = { timeout: 30_000 };

test.beforeEach(({ operator }) => void operator);

test('a tenant is made, its owner comes by the link and is in, and the link works once', async ({
  page,
  panel,
  browser,
}) => {
  test.setTimeout(180_000);
  const slug = `e2e-${mark()}`;
  const name = `Boatyard ${slug}`;
  const email = `ada-${slug}@example.com`;

  await test.step('made, after an identifier that no engine takes', async () => {
    await page.goto('/admin/tenants');
    await page.getByRole('link', { name: /^(New tenant|Make the first tenant)$/ }).click();
    await page.getByLabel('Name', { exact: true }).fill(name);
    await expect(page.getByLabel('Identifier')).toHaveValue(`boatyard-${slug}`);
    await page.getByLabel('Identifier').fill('Boat Yard');
    await page.getByRole('button', { name: 'Create tenant' }).click();
    await expect(page.getByLabel('Identifier')).toHaveAccessibleDescription(/2 to 32 lower-case letters/);
    await page.getByLabel('Identifier').fill(slug);
    await page.getByRole('button', { name: 'Create tenant' }).click();
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
    await expect(page.locator('header [data-state="running"]')).toHaveText('Active', slow);
  });

  const link = await test.step('somebody is invited, with a link that is shown once', async () => {
    await page.getByRole('button', { name: 'Invite somebody' }).click();
    await page.getByRole('dialog').getByLabel('E-mail').fill(email);
    await page
      .getByRole('dialog')
      .getByRole('radio', { name: /^owner/ })
      .check();
    await page.getByRole('dialog').getByRole('button', { name: 'Invite', exact: true }).click();
    const made = page.getByRole('dialog', { name: `Invitation for ${email}` });
    const shown = await made.locator('code').textContent();
    await made.getByRole('button', { name: 'Done' }).click();
    await expect(page.getByRole('row', { name: new RegExp(email) })).toContainText('Olga Berg');
    return String(shown);
  });

  const visitor = await browser.newContext();
  const guest = await visitor.newPage();
  await test.step('a visitor opens it, registers and sees the account', async () => {
    await guest.goto(link);
    await hydrated(guest);
    await expect(guest.getByRole('heading', { level: 1, name: `Join ${name}` })).toBeVisible();
    await expect(guest.getByText('Olga Berg invites you as owner.')).toBeVisible();
    await expectAccessibleInBothThemes(guest);
    await guest.getByLabel('Your name').fill('Ada Lind');
    await guest.getByLabel('Password', { exact: true }).fill('a quiet harbour 7');
    await guest.getByLabel('Password again').fill('a quiet harbour 7');
    await guest.getByRole('button', { name: 'Join' }).click();
    await expect(guest).toHaveURL(new RegExp(`/t/${slug}/instances$`));
    await expect(guest.getByRole('banner')).toContainText(name);
    await expect(guest.getByText('Your first instance is a minute away')).toBeVisible();
  });

  await test.step('used, it says so to everybody', async () => {
    await visitor.clearCookies();
    await guest.goto(link);
    await expect(
      guest.getByRole('heading', { level: 1, name: 'This invitation cannot be used' }),
    ).toBeVisible();
    await expect(guest.getByText(/has been used already/)).toBeVisible();
    await visitor.close();
  });

  await test.step('the provider sees the owner, and deletes the tenant', async () => {
    await page.reload();
    await hydrated(page);
    await expect(page.getByRole('row', { name: /Ada Lind/ })).toContainText('owner');
    await page.getByRole('button', { name: 'Delete tenant' }).click();
    await page.getByRole('alertdialog').getByLabel(`Type ${name} to confirm`).fill(name);
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete for good' }).click();
    await expect(page).toHaveURL(/\/admin\/tenants$/);
    await expect.poll(() => panel.db.tenant.count({ where: { slug } }), slow).toBe(0);
  });
  await panel.db.user.delete({ where: { email } });
});

test('a quota changes, an account is suspended with a reason and let go again', async ({
  page,
  panel,
  account,
  operator,
  becomes,
}) => {
  test.setTimeout(120_000);
  await account.addInstance('kept');
  await becomes(operator);
  await page.goto(`/admin/tenants/${account.id}`);
  const instance = page.getByRole('table', { name: /^Instances/ }).getByRole('row', { name: /kept/ });
  await expect(instance).toContainText('Running');
  await expectAccessibleInBothThemes(page);

  await test.step('less than what is used is refused, beside the field', async () => {
    const quota = page.getByRole('form', { name: 'Quota' });
    await quota.getByLabel('vCPUs').fill('0');
    await quota.getByRole('button', { name: 'Change quota' }).click();
    await expect(quota.getByLabel('vCPUs')).toHaveAccessibleDescription(/use 1 .*cannot be 0/);
    await quota.getByLabel('vCPUs').fill('2');
    await quota.getByRole('button', { name: 'Change quota' }).click();
    await expect(page.getByText('The quota is changed, here and on the engine.')).toBeVisible(slow);
    const { quotaVcpus } = await panel.db.tenant.findUniqueOrThrow({ where: { id: account.id } });
    expect(quotaVcpus).toBe(2);
  });

  await test.step('suspended, and the reason is there to read', async () => {
    const dialog = page.getByRole('dialog', { name: `Suspend ${account.name}?` });
    await page.getByRole('button', { name: 'Suspend', exact: true }).click();
    await dialog.getByRole('button', { name: 'Suspend', exact: true }).click();
    await expect(dialog.getByLabel('Reason')).toHaveAccessibleDescription(/Fill this in/);
    await dialog.getByLabel('Reason').fill('invoice 2026-11 is open');
    await dialog.getByRole('button', { name: 'Suspend', exact: true }).click();
    await expect(page.getByText('Suspended: invoice 2026-11 is open')).toBeVisible(slow);
    await expect(instance).toContainText('Suspended', slow);
    await expectAccessibleInBothThemes(page);
  });

  await test.step('let go: what ran runs again', async () => {
    await page.getByRole('button', { name: 'Lift the suspension' }).click();
    await expect(instance).toContainText('Running', slow);
    await expect(page.getByText('Suspended: invoice 2026-11 is open')).toBeHidden();
    await expect(page.locator('header [data-state="running"]')).toHaveText('Active', slow);
  });

  await test.step('it is asked to be ended, its people see when, and it is kept after all', async () => {
    await page.getByRole('button', { name: 'End tenant' }).click();
    const dialog = page.getByRole('alertdialog', { name: `End ${account.name}?` });
    await expect(dialog).toContainText('1 instance goes with its disk');
    const confirm = dialog.getByRole('button', { name: 'End it' });
    await dialog.getByRole('textbox').fill(account.name);
    await confirm.click();
    await expect(page.getByText(new RegExp(`^${account.name} ends on`))).toBeVisible(slow);
    await expect(instance).toContainText('Suspended', slow);
    await expectAccessibleInBothThemes(page);
    await becomes(account.owner);
    await page.goto(`/t/${account.slug}/instances`);
    await expect(
      page
        .getByRole('main')
        .getByText(/This account ends/)
        .or(page.getByText(/ends on/))
        .first(),
    ).toBeVisible();
    await expectAccessibleInBothThemes(page);
    await becomes(operator);
    await page.goto(`/admin/tenants/${account.id}`);
    await page.getByRole('button', { name: 'Keep it after all' }).click();
    await expect(instance).toContainText('Running', slow);
    await expect(page.getByRole('button', { name: 'End tenant' })).toBeEnabled();
  });
});
