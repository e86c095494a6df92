import { projectName } from '#server/networks/network-names.ts';
import { makeInstance } from '#server/testing/make-instance.ts';
import { makeJob } from '#server/testing/make-job.ts';
import { type Account, expect, expectAccessibleInBothThemes, test } from './fixtures.ts';
import type { Panel } from './support/panel.ts';

/** The engine on a busy machine takes its time. */
const slow = { timeout: 30_000 };
/** No worker knows its steps, so it stays as it is until the story gives it a version that they know. */
const nobodyKnows = 99;

type Over = Parameters<typeof makeJob>[1];

/** The job of a creation, of an instance that is there as a row, or on the engine as well. */
async function creationJob(
  { db }: Panel,
  account: Account,
  instance: { id: string; name: string },
  over: Over,
) {
  const { id, name } = instance;
  const { bridge } = await db.network.findUniqueOrThrow({ where: { tenantId: account.id } });
  const ours = {
    id,
    name,
    project: projectName(account.slug),
    bridge,
    ipv4: '10.0.0.2',
    gateway: '10.0.0.1',
  };
  const size = { vcpus: 1, memoryBytes: 2 ** 28, diskBytes: 2 ** 31 };
  const rest = { imageAlias: 'none', sshKeys: [], hasUserData: false, hasRootPassword: false };
  return makeJob(db, {
    ...{ kind: 'create-instance', subject: name, subjectKey: `instance:${id}`, actorId: account.owner.id },
    ...{ tenantId: account.id, instanceId: id, actorName: account.owner.email },
    params: { ...ours, ...size, ...rest },
    steps: {
      create: [
        { position: 0, name: 'create', state: 'waiting' },
        { position: 1, name: 'root-password', state: 'waiting' },
      ],
    },
    ...over,
  });
}

test('what waits tells its place, and is cancelled without a trace', async ({ page, account, panel }) => {
  test.setTimeout(120_000);
  const { db } = panel;
  const instance = await makeInstance(db, { tenantId: account.id, name: 'regretted', state: 'creating' });
  const waits = { state: 'queued', version: nobodyKnows, startedAt: null, finishedAt: null };
  const job = await creationJob(panel, account, instance, waits);

  await page.goto(`/t/${account.slug}/instances/${instance.id}`);
  await expect(page.getByRole('heading', { name: 'Create instance: waiting' })).toBeVisible();
  await expect(page.getByText(/in the queue$/).first()).toBeVisible();
  await expectAccessibleInBothThemes(page);

  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  const question = page.getByRole('alertdialog');
  await expect(question).toContainText('Nothing of it is left, and nothing is charged.');
  await question.getByRole('button', { name: 'Cancel the job' }).click();
  await expect(page).toHaveURL(new RegExp(`/t/${account.slug}/instances$`), slow);

  await page.goto(`/t/${account.slug}/activity`);
  const row = page.getByRole('row').filter({ hasText: 'regretted' });
  await expect(row).toContainText('Cancelling', slow);
  const again = row.getByRole('button', { name: 'Cancel', exact: true });
  await expect(again).toHaveAccessibleDescription(/being cancelled already/);

  await db.job.update({ where: { id: job.id }, data: { version: 1 } });
  await expect(row).toContainText('Cancelled', slow);
  expect(await db.instance.count({ where: { id: instance.id } })).toBe(0);
  await page.getByRole('link', { name: 'Record' }).click();
  await expect(page.getByText('Cancelled a job regretted')).toBeVisible(slow);
});

test('a reader sees why nothing can be cancelled', async ({ page, account, panel, becomes }) => {
  const instance = await makeInstance(panel.db, { tenantId: account.id, name: 'asked', state: 'creating' });
  const waits = { state: 'queued', version: nobodyKnows, startedAt: null, finishedAt: null };
  const job = await creationJob(panel, account, instance, waits);
  await becomes(await account.addMember('reader'));
  await page.goto(`/t/${account.slug}/activity`);
  const cancel = page.getByRole('button', { name: 'Cancel', exact: true });
  await expect(cancel).toHaveAccessibleDescription(/Your role does not allow/);
  await panel.db.job.delete({ where: { id: job.id } });
  await panel.db.instance.delete({ where: { id: instance.id } });
});

test.describe('a stuck job', () => {
  const isStuck = (): Over => ({
    ...{
      state: 'stuck',
      error: 'full',
      errorReason: 'engine-refused',
      errorDetails: { detail: 'disk full' },
    },
    steps: {
      create: [
        { position: 0, name: 'create', state: 'undo-failed', undoAttempts: 4, error: 'it is in use' },
        { position: 1, name: 'root-password', state: 'undone' },
      ],
    },
  });

  test('is first of what needs the provider, and is undone when nothing is in the way any more', async ({
    page,
    account,
    panel,
    becomes,
  }) => {
    test.setTimeout(120_000);
    const id = await account.addInstance('clinging');
    const job = await creationJob(panel, account, { id, name: 'clinging' }, isStuck());
    await page.goto(`/t/${account.slug}/instances/${id}`);
    await expect(page.getByText('Your provider has been told and will mend it.')).toBeVisible();

    await becomes(panel.operator);
    await page.goto('/admin');
    await expect(page.getByRole('list').getByRole('heading', { level: 3 }).first()).toHaveText(/stuck/);
    await expect(page.getByRole('link', { name: /^Jobs/ }).first()).toContainText(/stuck job/);
    await page.goto(`/admin/jobs/${job.id}`);
    const left = page.getByRole('list', { name: 'What is left behind' });
    await expect(left).toContainText('Instance clinging · running');
    await expect(page.getByRole('list', { name: 'Create instance' })).toContainText(
      'could not be undone · tried 4 times',
    );
    await expectAccessibleInBothThemes(page);
    await page.getByRole('button', { name: 'Undo again' }).click();
    await expect(page.locator('header [data-state="failed"]')).toHaveText('Failed', slow);
    await expect(left).toBeHidden();
    expect(await panel.db.instance.findUnique({ where: { id } })).toMatchObject({
      state: 'failed',
      ipv4: null,
    });
  });

  test('is marked as resolved with a reason, which stays with it', async ({
    page,
    account,
    panel,
    becomes,
  }) => {
    test.setTimeout(90_000);
    const instance = await makeInstance(panel.db, { tenantId: account.id, name: 'ghost', state: 'creating' });
    const job = await creationJob(panel, account, instance, isStuck());
    await becomes(panel.operator);
    await page.goto(`/admin/jobs/${job.id}`);
    await expect(page.getByText('Nothing of it is on the engine any more.')).toBeVisible();
    await page.getByRole('button', { name: 'Mark as resolved' }).click();
    const dialog = page.getByRole('dialog', { name: 'Mark as resolved' });
    await dialog.getByRole('button', { name: 'Mark as resolved' }).click();
    await expect(dialog.getByLabel('What was done about it')).toBeFocused();
    await dialog.getByLabel('What was done about it').fill('Taken away by hand.');
    await dialog.getByRole('button', { name: 'Mark as resolved' }).click();
    await expect(page.locator('header [data-state="failed"]')).toHaveText('Failed', slow);
    await expect(page.getByText(/Taken away by hand\.$/)).toBeVisible();
    await expect(page.getByRole('list', { name: 'Create instance' })).toContainText('left as it was');
    await page.goto('/admin/audit');
    await expect(page.getByText('Marked a stuck job as resolved').first()).toBeVisible();
  });
});
