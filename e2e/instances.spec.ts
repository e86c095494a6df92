import { type Account, expect, expectAccessibleInBothThemes, test } from './fixtures.ts';

const listOf = (account: Account) => `/t/${account.slug}/instances`;
/** The engine on a busy machine takes its time. */
const slow = { timeout: 30_000 };

test('from the first instance to the last goodbye', async ({ page, account }) => {
  test.setTimeout(180_000);
  await page.goto(listOf(account));
  await page.getByRole('link', { name: 'Create the first instance' }).click();
  await page.getByLabel('Name', { exact: true }).fill('anchor');
  await page.getByRole('button', { name: 'Create anchor' }).click();

  await expect(page.getByRole('heading', { level: 1, name: 'anchor' })).toBeVisible();
  await expect(page.getByRole('list', { name: 'Create instance' })).toContainText('Create');
  await expect(page.locator('header [data-state="running"]')).toHaveText('Running', slow);
  await expect(page.getByText(/^ssh root@10\./)).toBeVisible();

  await test.step('stop, seen without a reload', async () => {
    await page.getByRole('button', { name: 'Stop', exact: true }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Stop' }).click();
    await expect(page.locator('header [data-state="stopped"]')).toHaveText('Stopped', slow);
  });

  await test.step('rename', async () => {
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByLabel('New name').fill('mooring');
    await page.getByRole('button', { name: 'Rename' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'mooring' })).toBeVisible(slow);
  });

  await test.step('resize', async () => {
    await page.getByRole('radio', { name: /Sloop/ }).check();
    await page.getByRole('button', { name: 'Resize' }).click();
    await expect(page.getByText('It has 2 vCPUs · 512 MiB memory · 4 GiB disk.')).toBeVisible(slow);
  });

  await test.step('start', async () => {
    await page.getByRole('button', { name: 'Start', exact: true }).click();
    await expect(page.locator('header [data-state="running"]')).toBeVisible(slow);
  });

  await test.step('reinstall', async () => {
    await page.getByLabel(/Type mooring to confirm/).fill('mooring');
    await page.getByRole('button', { name: 'Reinstall' }).click();
    await expect(page.locator('header [data-state="working"]')).toHaveText('Reinstalling');
    await expect(page.locator('header [data-state="running"]')).toBeVisible(slow);
  });

  await test.step('what was done is in its activity, with steps', async () => {
    await page
      .getByRole('navigation', { name: /mooring/ })
      .getByRole('link', { name: 'Activity' })
      .click();
    await expect(page.getByRole('table').getByText('Reinstall mooring')).toBeVisible();
    await page.getByText('Create instance anchor').click();
    await expect(page.getByRole('listitem').filter({ hasText: 'Create' }).first()).toBeVisible();
    const record = page.getByRole('region', { name: 'Record' });
    await expect(record.getByText('Renamed an instance anchor')).toBeVisible();
  });

  await test.step('delete, by typing its name', async () => {
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    const question = page.getByRole('alertdialog');
    await question.getByLabel(/Type mooring/).fill('something else');
    await question.getByRole('button', { name: 'Delete for good' }).click();
    await expect(question).toContainText('This is not the name');
    await question.getByLabel(/Type mooring/).fill('mooring');
    await question.getByRole('button', { name: 'Delete for good' }).click();
    await expect(page).toHaveURL(new RegExp(`${listOf(account)}$`));
    await expect(page.getByText('Your first instance is a minute away')).toBeVisible(slow);
  });
});

test('a new instance is in the list with its address before it runs', async ({ page, account, panel }) => {
  await page.goto(`${listOf(account)}/new`);
  await page.getByLabel('Name', { exact: true }).fill('dinghy');
  await page.getByRole('button', { name: 'Create dinghy' }).click();
  await page.getByRole('link', { name: 'Instances', exact: true }).first().click();
  const row = page.getByRole('row', { name: /dinghy/ });
  await expect(row).toContainText(/10\.\d+\.\d+\.\d+/);
  const seen = await panel.db.instance.findFirstOrThrow({ where: { tenantId: account.id, name: 'dinghy' } });
  await expect(row).toContainText(String(seen.ipv4));
  await expect(row.locator('[data-state="running"]')).toBeVisible(slow);
});

test('the root password is shown once, before the page is left', async ({ page, account }) => {
  await page.goto(`${listOf(account)}/new`);
  await page.getByLabel('Name', { exact: true }).fill('vault');
  await page.getByLabel('Set a root password').check();
  await page.getByRole('button', { name: 'Create vault' }).click();
  const dialog = page.getByRole('dialog', { name: 'Root password of vault' });
  await dialog.getByRole('button', { name: 'Show' }).click();
  const shown = dialog.locator('code');
  await expect(shown).toHaveText(/^[a-zA-Z2-9]{20}$/);
  const password = String(await shown.textContent());
  await page.mouse.click(5, 5);
  await expect(dialog).toBeVisible();
  await dialog.getByRole('button', { name: 'I have saved it' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'vault' })).toBeVisible();
  await expect(page.locator('header [data-state="running"]')).toBeVisible(slow);
  expect(await page.content()).not.toContain(password);
});

test('refusals come before anything is made', async ({ page, account, panel }) => {
  await account.addInstance('taken');
  await page.goto(`${listOf(account)}/new`);

  await test.step('a size over the quota cannot be chosen, and says why', async () => {
    const frigate = page.getByRole('radio', { name: /Frigate/ });
    await expect(frigate).toBeDisabled();
    await expect(frigate).toHaveAccessibleDescription(/More than is left of your quota/);
  });

  await test.step('a name that is taken', async () => {
    await page.getByLabel('Name', { exact: true }).fill('taken');
    await page.getByRole('button', { name: 'Create taken' }).click();
    const name = page.getByLabel('Name', { exact: true });
    await expect(name).toHaveAccessibleDescription(/already an instance named taken/);
    await expect(name).toBeFocused();
  });

  await test.step('a name that no host can have is refused without asking the server', async () => {
    await page.getByLabel('Name', { exact: true }).fill('-nope-');
    await page.getByRole('button', { name: 'Create -nope-' }).click();
    await expect(page.getByLabel('Name', { exact: true })).toHaveAccessibleDescription(
      /letters, digits and hyphens/,
    );
  });

  await test.step('a size of one’s own beyond the quota', async () => {
    await page.getByRole('radio', { name: /Own size/ }).check();
    await page.getByRole('spinbutton', { name: 'Memory' }).fill('64');
    const create = page.getByRole('button', { name: /^Create/ });
    await expect(create).toHaveAttribute('aria-disabled', 'true');
    await expect(create).toHaveAccessibleDescription(/More than is left of your quota.*delete an instance/i);
  });

  await test.step('a quota that somebody else used up meanwhile', async () => {
    // A page that is live would say it before the button is pressed.
    await page.route('**/api/events?*', (route) => route.abort());
    await page.goto(`${listOf(account)}/new`);
    await page.getByLabel('Name', { exact: true }).fill('late');
    await panel.db.tenant.update({ where: { id: account.id }, data: { quotaLightVms: 1 } });
    await page.getByRole('button', { name: 'Create late' }).click();
    await expect(page.getByRole('alert').filter({ hasText: /quota/ })).toBeVisible();
    await page.unroute('**/api/events?*');
    await page.reload();
    await expect(page.getByRole('button', { name: /^Create/ })).toHaveAccessibleDescription(
      /Your quota allows one of this kind, and it is used/,
    );
  });

  const names = await panel.db.instance.findMany({ where: { tenantId: account.id }, select: { name: true } });
  expect(names).toEqual([{ name: 'taken' }]);
});

test('an instance can be made with the keyboard alone', async ({ page, account }) => {
  await page.goto(listOf(account));
  await page.getByRole('heading', { level: 1, name: 'Instances' }).waitFor();
  await page.keyboard.press('c');
  await expect(page.getByRole('heading', { level: 1, name: 'New instance' })).toBeVisible();
  const name = page.getByLabel('Name', { exact: true });
  for (let tabs = 0; tabs < 40 && !(await name.evaluate((it) => it === document.activeElement)); tabs++) {
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Control+a');
  await page.keyboard.type('typed');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'typed' })).toBeVisible();
});

test('search, filters and sorting live in the address; a narrow window hides neither kind nor age', async ({
  page,
  account,
}) => {
  await account.addInstance('alpha');
  await account.addInstance('beta');
  await page.goto(listOf(account));
  await page.getByRole('searchbox', { name: 'Search by name or address' }).fill('alph');
  await expect(page).toHaveURL(/q=alph/);
  await expect(page.getByRole('link', { name: 'beta' })).toBeHidden();
  await page.getByRole('searchbox').fill('nothing like it');
  await expect(page.getByText('None has “nothing like it” in its name or address.')).toBeVisible();
  await page.getByRole('link', { name: 'Show all instances' }).click();
  // Until then the links of the filters still have the search in them.
  await expect(page.getByRole('link', { name: 'beta' })).toBeVisible();
  await page.getByRole('link', { name: 'Stopped' }).click();
  await expect(page).toHaveURL(/state=stopped/);
  await expect(page.getByText('None is in this state now.')).toBeVisible();
  await page.getByRole('link', { name: 'All', exact: true }).click();
  await page.getByRole('columnheader', { name: 'Name' }).getByRole('link').click();
  await expect(page).toHaveURL(/sort=name/);
  await expect(page.getByRole('row').nth(1)).toContainText('alpha');

  for (const width of [390, 768, 1024, 1280]) {
    await test.step(`kind and age are seen once, and nothing runs over the edge, at ${width} px`, async () => {
      await page.setViewportSize({ width, height: 800 });
      const row = page.getByRole('row', { name: /alpha/ });
      await expect(row.getByText('Light VM').filter({ visible: true })).toHaveCount(1);
      await expect(row.locator('time').filter({ visible: true })).toHaveCount(1);
      const shown = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(shown).toBeLessThanOrEqual(width);
    });
  }
});

test('several at once, after one question', async ({ page, account }) => {
  await account.addInstance('one');
  await account.addInstance('two');
  await page.goto(listOf(account));
  await page.getByLabel('Select all on this page').check();
  const bar = page.getByRole('toolbar');
  await expect(bar).toContainText('2 selected');
  await bar.getByRole('button', { name: 'Stop', exact: true }).click();
  const question = page.getByRole('alertdialog', { name: 'Stop the selected instances?' });
  await expect(question).toContainText('2 selected');
  await question.getByRole('button', { name: 'Stop all' }).click();
  await expect(page.locator('tr [data-state="stopped"]')).toHaveCount(2, slow);

  await page.getByLabel('Select all on this page').check();
  await bar.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('alertdialog').getByLabel('Type 2 to confirm').fill('2');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete all for good' }).click();
  await expect(page.getByText('Your first instance is a minute away')).toBeVisible(slow);
});

test('what cannot be done says why', async ({ page, account, becomes }) => {
  await account.addInstance('steady');
  await page.goto(listOf(account));
  await page.getByRole('button', { name: 'Actions for steady' }).click();
  const start = page.getByRole('menuitem', { name: /^Start/ });
  await expect(start).toBeDisabled();
  await expect(start).toContainText('only when it is stopped');
  await page.keyboard.press('Escape');

  await becomes(await account.addMember('reader'));
  await page.reload();
  await expect(page.getByRole('button', { name: 'New instance' })).toHaveAccessibleDescription(
    /role \(reader\) does not allow/,
  );
});

test('a suspended account can be read, and says why nothing starts', async ({ page, account, panel }) => {
  await account.addInstance('quiet');
  const reason = 'invoice 2026-11 is open';
  await panel.callAndWait('POST', `/api/v1/tenants/${account.id}/suspend`, { reason });
  await page.goto(listOf(account));
  await expect(page.getByText('This account is suspended', { exact: true })).toBeVisible();
  await expect(page.getByRole('main')).toContainText(reason);
  await expect(page.getByRole('row', { name: /quiet/ })).toContainText('Suspended', slow);
  await expect(page.getByRole('button', { name: 'New instance' })).toHaveAttribute('aria-disabled', 'true');
  await panel.callAndWait('POST', `/api/v1/tenants/${account.id}/unsuspend`);
  await expect(page.getByRole('row', { name: /quiet/ })).toContainText('Running', slow);
  await expect(page.getByText('This account is suspended', { exact: true })).toBeHidden();
});

test('the palette finds an instance and does things with it', async ({ page, account }) => {
  await account.addInstance('finder');
  await page.goto(listOf(account));
  await page.getByRole('link', { name: 'finder' }).waitFor();
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder('Go to a page or find something').fill('stop find');
  await page.getByRole('option', { name: 'Stop finder' }).click();
  await expect(page.locator('tr [data-state="stopped"]')).toBeVisible(slow);
});

test('every screen of an instance passes axe in both themes', async ({ page, account }) => {
  test.setTimeout(180_000);
  const list = listOf(account);
  await page.goto(list);
  await page.getByText('Your first instance is a minute away').waitFor();
  await expectAccessibleInBothThemes(page);
  const id = await account.addInstance('viewed');
  const screens = {
    [list]: 'Instances',
    [`${list}/new`]: 'New instance',
    [`${list}/${id}`]: 'viewed',
    [`${list}/${id}/console`]: 'viewed',
    [`${list}/${id}/activity`]: 'viewed',
    [`${list}/${id}/settings`]: 'viewed',
    [`/t/${account.slug}/activity`]: 'Activity',
    [`/t/${account.slug}/activity/record`]: 'Activity',
  };
  for (const [path, heading] of Object.entries(screens)) {
    await test.step(path, async () => {
      await page.goto(path);
      await page.getByRole('heading', { level: 1, name: heading }).waitFor();
      await expectAccessibleInBothThemes(page);
    });
  }
});
