import { readFile } from 'node:fs/promises';
import { type Account, expect, expectAccessibleInBothThemes, test } from './fixtures.ts';

const slow = { timeout: 30_000 };
const tabs = (page: import('@playwright/test').Page, name: string) =>
  page.getByRole('navigation', { name: new RegExp(name) }).getByRole('link');
const pageOf = (account: Account, id: string, part: string) => `/t/${account.slug}/instances/${id}/${part}`;

test('what runs inside is seen, ended and started', async ({ page, account, panel }) => {
  test.setTimeout(180_000);
  const id = await account.addInstance('engine-room');
  await page.goto(pageOf(account, id, ''));
  await tabs(page, 'engine-room').filter({ hasText: 'Processes' }).click();
  await expect(page).toHaveTitle(/engine-room · Processes/);

  const processes = page.getByRole('table', { name: 'Processes of engine-room' });
  const services = page.getByRole('table', { name: 'Services of engine-room' });
  await expect(processes.getByRole('row', { name: /sshd/ }).first()).toContainText('root', slow);
  const first = processes.getByRole('row', { name: /\binit\b/ }).first();
  await expect(first).toContainText('MiB');
  await first.getByRole('button', { name: 'Actions for process 1' }).click();
  await expect(page.getByRole('menuitem', { name: /Ask to end/ })).toContainText('Stop the instance instead');
  await page.keyboard.press('Escape');

  await test.step('an order of the table is in the address', async () => {
    await processes.getByRole('link', { name: 'PID' }).click();
    await expect(page).toHaveURL(/sort=pid/);
    await expect(processes.getByRole('row').nth(1)).toContainText('init');
  });

  await test.step('a process is ended after a question', async () => {
    const menu = processes.getByRole('row', { name: /sshd/ }).first().getByRole('button');
    const named = String(await menu.getAttribute('aria-label'));
    await menu.click();
    await page.getByRole('menuitem', { name: 'End at once' }).click();
    const question = page.getByRole('alertdialog', { name: /^End process \d+ at once\?$/ });
    await expect(question).toContainText('what it has not saved is lost');
    await question.getByRole('button', { name: 'End at once' }).click();
    await expect(page.getByText(/^Process \d+ was ended\.$/)).toBeVisible();
    await expect(processes.getByRole('button', { name: named, exact: true })).toHaveCount(0, slow);
  });

  await test.step('a service is stopped and started', async () => {
    const row = services.getByRole('row', { name: /^ssh / });
    const press = async (verb: string) => {
      await row.getByRole('button').click();
      await page.getByRole('menuitem', { name: verb, exact: true }).click();
      await page.getByRole('alertdialog').getByRole('button', { name: verb }).click();
    };
    // Whoever kills a service finds it started again by systemd, and stopped by sysvinit.
    await expect(row).toContainText(/Running|Stopped|Failed/, slow);
    if (await row.getByText('Running').isVisible()) await press('Stop');
    // Told to stop before it has taken hold, sshd ends with an error, and systemd calls that failed.
    await expect(row).toContainText(/Stopped|Failed/, slow);
    await press('Start');
    await expect(page.getByText('ssh was started.')).toBeVisible(slow);
    await expect(row).toContainText('Running', slow);
    await expect(processes.getByRole('row', { name: /sshd/ }).first()).toBeVisible(slow);
  });

  await test.step('who did it is in the record', async () => {
    await tabs(page, 'engine-room').filter({ hasText: 'Activity' }).click();
    const record = page.getByRole('region', { name: 'Record' });
    await expect(record.getByText('Ended a process inside')).toBeVisible();
    await expect(record.getByText('Started a service inside')).toBeVisible();
  });

  await test.step('of one that is stopped it says why not', async () => {
    await panel.callAndWait('POST', `/api/v1/instances/${id}/stop`);
    await page.goto(pageOf(account, id, 'processes'));
    await expect(page.getByText('can be seen only while the instance is running')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Start engine-room' })).toBeVisible();
  });
});

test('files are found, edited, sent up and fetched', async ({ page, account, becomes }) => {
  test.setTimeout(180_000);
  const id = await account.addInstance('hold');
  const files = pageOf(account, id, 'files');
  await page.goto(files);
  const table = page.getByRole('table');
  await expect(table.getByRole('link', { name: 'etc' })).toBeVisible();
  await expect(table.getByRole('row', { name: /^Link bin/ })).toContainText('leads to /usr/bin');

  await test.step('a folder by its path, hidden files by a switch', async () => {
    await page.getByRole('textbox', { name: 'Go to' }).fill('/root');
    await page.getByRole('button', { name: 'Go', exact: true }).click();
    await expect(page).toHaveURL(/path=%2Froot/);
    await expect(page.getByText(/hidden files are not shown/)).toBeVisible();
    await page.getByRole('link', { name: 'Hidden too' }).click();
    await expect(table.getByRole('link', { name: '.bashrc' })).toBeVisible();
    await page.getByRole('link', { name: 'Without hidden' }).click();
  });

  await test.step('a new folder', async () => {
    await page.getByRole('button', { name: 'New folder' }).click();
    await page.getByRole('dialog').getByLabel('Name').fill('cargo');
    await page.getByRole('dialog').getByRole('button', { name: 'Make folder' }).click();
    await table.getByRole('link', { name: 'cargo' }).click();
    await expect(page.getByText('This folder is empty')).toBeVisible();
  });

  const crate = {
    name: 'crate <1>.txt',
    mimeType: 'text/html',
    buffer: Buffer.from('<script>one</script>\n'),
  };
  await test.step('several files go up, one that is there is asked about', async () => {
    const chosen = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Upload' }).click();
    await (await chosen).setFiles([crate, { ...crate, name: 'big.bin', buffer: Buffer.alloc(3_000_000, 7) }]);
    const uploads = page.getByRole('region', { name: 'Uploads' });
    await expect(uploads.getByText('done')).toHaveCount(2, slow);
    await expect(table.getByRole('row', { name: /big\.bin/ })).toContainText('2.86 MiB');
    const again = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Upload' }).click();
    await (await again).setFiles({ ...crate, buffer: Buffer.from('<script>two</script>\n') });
    await expect(uploads).toContainText('is there already. Its content is lost');
    await uploads.getByRole('button', { name: 'Replace' }).click();
    await expect(uploads.getByText('done')).toHaveCount(3, slow);
  });

  await test.step('a file that is dropped goes up too', async () => {
    const dropped = await page.evaluateHandle(() => {
      const transfer = new DataTransfer();
      transfer.items.add(new File(['by hand'], 'dropped.txt'));
      return transfer;
    });
    await page
      .locator('main')
      .getByText('crate <1>.txt')
      .last()
      .dispatchEvent('drop', { dataTransfer: dropped });
    await expect(table.getByRole('link', { name: 'dropped.txt' })).toBeVisible(slow);
  });

  await test.step('it is saved and not shown', async () => {
    await table.getByRole('link', { name: 'crate <1>.txt' }).click();
    await expect(page.getByRole('textbox', { name: 'Content of crate <1>.txt' })).toHaveValue(
      '<script>two</script>\n',
    );
    const saved = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download' }).click();
    expect(await readFile(await (await saved).path(), 'utf8')).toBe('<script>two</script>\n');
    const answer = await page.request.get(
      `/api/instances/${id}/files?path=${encodeURIComponent('/root/cargo/crate <1>.txt')}`,
    );
    expect(answer.headers()).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': expect.stringMatching(/^attachment;/),
      'x-content-type-options': 'nosniff',
    });
  });

  await test.step('it is edited, and not over the head of somebody else', async () => {
    const content = page.getByRole('textbox', { name: 'Content of crate <1>.txt' });
    const save = page.getByRole('button', { name: 'Save' });
    await expect(save).toHaveAccessibleDescription('Nothing was changed yet.');
    await content.fill('three\nприм');
    await save.click();
    await expect(page.getByText('crate <1>.txt was saved.')).toBeVisible();
    await expect(content).toHaveValue('three\nприм');
    const put = await page.request.put(
      `/api/instances/${id}/files?path=${encodeURIComponent('/root/cargo/crate <1>.txt')}&overwrites=yes`,
      {
        headers: { origin: new URL(page.url()).origin },
        data: 'by another',
      },
    );
    expect(put.status()).toBe(200);
    await content.fill('four');
    await save.click();
    await expect(page.getByText(/has been changed since you opened it/)).toBeVisible();
  });

  await test.step('another site cannot send one', async () => {
    const put = await page.request.put(`/api/instances/${id}/files?path=/root/evil`, {
      headers: { origin: 'https://elsewhere.example' },
      data: 'x',
    });
    expect(put.status()).toBe(403);
  });

  await test.step('a place that is not there, and one that nobody may ask for', async () => {
    await page.goto(`${files}?path=/nowhere/at/all`);
    await expect(page.getByText('There is no /nowhere/at/all in the instance.')).toBeVisible();
    await page.goto(`${files}?path=${encodeURIComponent('/etc/../root')}`);
    await expect(page.getByText(/Give an absolute path without/)).toBeVisible();
    await page.goto(`${files}?path=/bin`);
    await page.getByRole('link', { name: 'Open what it leads to' }).click();
    await expect(page).toHaveURL(/path=%2Fusr%2Fbin/);
    await expect(page.getByRole('navigation', { name: 'Pages' })).toBeVisible();
  });

  await test.step('it is deleted by its name, a folder only when it is empty', async () => {
    await page.goto(`${files}?path=/root`);
    await page.getByRole('button', { name: 'Actions for cargo' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    const question = page.getByRole('alertdialog');
    await question.getByLabel(/Type cargo/).fill('cargo');
    await question.getByRole('button', { name: 'Delete for good' }).click();
    await expect(page.getByText('The folder /root/cargo is not empty.', { exact: false })).toBeVisible();
    await page.goto(`${files}?path=/root/cargo`);
    await page.getByRole('button', { name: 'Actions for big.bin' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await question.getByLabel(/Type big\.bin/).fill('big.bin');
    await question.getByRole('button', { name: 'Delete for good' }).click();
    await expect(page.getByRole('link', { name: 'big.bin' })).toHaveCount(0);
  });

  await test.step('a reader of the account sees none of it', async () => {
    await becomes(await account.addMember('reader'));
    await page.goto(files);
    await expect(page.getByText(/role \(reader\) does not allow/).last()).toBeVisible();
    expect((await page.request.get(`/api/instances/${id}/files?path=/etc/passwd`)).status()).toBe(403);
    expect((await page.request.get(`/api/instances/${id}/processes`)).status()).toBe(403);
  });
});

test('both pages are for everybody, at 390 px too', async ({ page, account }) => {
  test.setTimeout(120_000);
  const id = await account.addInstance('narrow');
  for (const part of ['processes', 'files?path=/etc', 'files?path=/etc/hostname', 'files?path=/bin']) {
    for (const width of [390, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      await page.goto(pageOf(account, id, part));
      if (part === 'processes') await expect(page.getByRole('table').last()).toBeVisible(slow);
      const shown = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(shown, `${part} at ${width} px`).toBeLessThanOrEqual(width);
      await expectAccessibleInBothThemes(page);
    }
  }
});

test('metadata and containers inside are in the settings', async ({ page, account, panel }) => {
  test.setTimeout(120_000);
  const id = await account.addInstance('labelled');
  await page.goto(pageOf(account, id, 'settings'));
  const pairs = page.getByRole('textbox', { name: /^Pairs/ });
  const save = page.getByRole('button', { name: 'Save metadata' });
  await pairs.fill('role=web\nBad Key=1');
  await save.click();
  await expect(pairs).toHaveAccessibleDescription(/lower-case letters and digits/);
  await pairs.fill('role=web\napp.version=1=2');
  await save.click();
  await expect(page.getByText('The metadata is being set.')).toBeVisible();
  await expect(pairs).toHaveValue('app.version=1=2\nrole=web', slow);
  expect(await panel.call('GET', `/api/v1/instances/${id}/metadata`)).toEqual({
    metadata: { role: 'web', 'app.version': '1=2' },
  });

  const allow = page.getByRole('button', { name: 'Allow containers inside' });
  await expect(allow).toHaveAccessibleDescription(/This plan does not allow it/, slow);
  await panel.db.planSet.updateMany({ where: { name: account.slug }, data: { allowsNesting: true } });
  await page.reload();
  await allow.click();
  const question = page.getByRole('alertdialog', { name: 'Allow containers inside labelled?' });
  await expect(question).toContainText('restart the instance afterwards');
  await question.getByRole('button', { name: 'Allow containers inside' }).click();
  await expect(page.getByText('labelled may run containers inside.')).toBeVisible(slow);
  // Its own size is of the plan set, which allows them now; the plans do not.
  const plan = page.getByRole('radio', { name: /Sloop/ });
  await expect(plan).toBeDisabled();
  await expect(plan).toHaveAccessibleDescription(/Switch them off in its settings first/);
  await expect(page.getByRole('radio', { name: /Own size/ })).toBeEnabled();
  await expectAccessibleInBothThemes(page);
});
