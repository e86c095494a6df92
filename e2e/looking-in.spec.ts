import { readFile } from 'node:fs/promises';
import { expect, expectAccessibleInBothThemes, test } from './fixtures.ts';

test('the log of an instance is followed, searched, paused and saved', async ({ page, account }) => {
  const id = await account.addInstance('logs-1');
  await page.goto(`/t/${account.slug}/instances/${id}`);
  await page.getByRole('link', { name: 'Logs' }).click();
  await expect(page.getByText('Following')).toBeVisible();
  const lines = page.getByRole('log', { name: 'Lines of the log' });
  await expect(lines.getByRole('listitem').first()).toBeVisible();
  await expectAccessibleInBothThemes(page);

  const word = ((await lines.getByRole('listitem').first().textContent()) ?? '')
    .split(/\s+/)
    .find((part) => /^[a-z]{4,}/.test(part));
  await page.getByRole('searchbox', { name: 'Search in what is shown' }).fill(word ?? 'a');
  await expect(page.getByText(/lines? fits?$|lines fit$/)).toBeVisible();
  await page.getByRole('searchbox', { name: 'Search in what is shown' }).fill('no such words in it');
  await expect(page.getByText('No line fits what you search.')).toBeVisible();
  await page.getByRole('searchbox', { name: 'Search in what is shown' }).fill('');

  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByText('Paused')).toBeVisible();
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download' }).click();
  const saved = await saving;
  expect(saved.suggestedFilename()).toBe('logs-1.log');
  expect((await readFile(await saved.path(), 'utf8')).length).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'Follow' }).click();
  await expect(page.getByText('Following')).toBeVisible();
});

test('evidence is read from the running system, says who says so, and can be taken along', async ({
  page,
  account,
}) => {
  const id = await account.addInstance('kept-1');
  await page.goto(`/t/${account.slug}/instances/${id}/evidence`);
  await expect(page.getByText('Nothing is marked as worrying')).toBeVisible();
  await expect(page.getByText('User map, as the kernel has it')).toBeVisible();
  await expect(page.getByText(/^0 → \d+ \(\d+\)$/).first()).toBeVisible();
  await expect(page.getByText('weaker by choice').first()).toBeVisible();
  await expect(page.getByText(/It is evidence, not proof/)).toBeVisible();
  await expectAccessibleInBothThemes(page);

  const saving = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download as JSON' }).click();
  const evidence = JSON.parse(await readFile(await (await saving).path(), 'utf8'));
  expect(evidence).toMatchObject({ instanceId: id, kind: 'light-vm', state: 'running' });
  expect(evidence.observations.length).toBeGreaterThan(25);
});

test('who may have no terminal may read no log, and is told so; the evidence is for all', async ({
  page,
  account,
  becomes,
}) => {
  const id = await account.addInstance('shut-1');
  await becomes(await account.addMember('reader'));
  await page.goto(`/t/${account.slug}/instances/${id}/logs`);
  await expect(page.getByRole('heading', { name: 'There is no log to show now' })).toBeVisible();
  const answer = await page.request.get(`/api/instances/${id}/logs`);
  expect(answer.status()).toBe(403);
  await page.goto(`/t/${account.slug}/instances/${id}/evidence`);
  await expect(page.getByText('Engine', { exact: true })).toBeVisible();
});
