import { randomUUID } from 'node:crypto';
import { expect, expectAccessibleInBothThemes, test } from './fixtures.ts';
import { mark } from './support/panel.ts';

test.beforeEach(({ operator }) => void operator);

test('a plan is made, offered, found in use, and taken off the offer', async ({ page, panel }) => {
  test.slow();
  const name = `Cutter ${mark()}`;
  const slug = name.toLowerCase().replace(' ', '-');
  await page.goto('/admin/plans');
  await expectAccessibleInBothThemes(page);
  await page.getByRole('link', { name: /^(New plan|Make the first plan)$/ }).click();

  await page.getByLabel('Name', { exact: true }).fill(name);
  await expect(page.getByLabel('Identifier')).toHaveValue(slug);
  await page.getByLabel('Memory, GiB').fill('much');
  await page.getByRole('button', { name: 'Create plan' }).click();
  await expect(page.getByLabel('Memory, GiB')).toHaveAccessibleDescription(/Give a size such as 2/);
  await page.getByLabel('Memory, GiB').fill('0,5');
  await page.getByLabel('An hour').fill('0.0069');
  await expect(page.getByText('730 hours cost €5.04')).toBeVisible();
  await page.getByLabel('A month, at most').fill('4.99');
  await expectAccessibleInBothThemes(page);
  await page.getByRole('button', { name: 'Create plan' }).click();

  const row = page.getByRole('row', { name: new RegExp(name) });
  await expect(row).toContainText('512 MiB');
  await expect(row).toContainText('€4.99 a month');
  await expect(row).toContainText('in none');
  const plan = await panel.db.plan.findUniqueOrThrow({ where: { slug } });

  await page.getByRole('link', { name, exact: true }).click();
  await page.getByLabel('A month, at most').fill('5');
  await page.getByRole('button', { name: 'Save plan' }).click();
  await expect(row).toContainText('€5.00 a month');

  const tenant = await panel.db.tenant.create({ data: { ...emptyTenant(), slug: `held-${mark()}` } });
  const held = { tenantId: tenant.id, name: 'held', kind: 'light-vm', state: 'failed', planId: plan.id };
  await panel.db.instance.create({ data: { ...held, vcpus: 1, memoryBytes: 1, diskBytes: 1 } });
  await page.goto(`/admin/plans/${plan.id}`);
  const remove = page.getByRole('button', { name: 'Delete' });
  await expect(remove).toHaveAccessibleDescription(/1 instance has it/);
  await page.getByRole('switch', { name: `${name} on offer` }).click();
  await expect(page.getByText(`${name} is off the offer.`)).toBeVisible();
  await expect(page.getByRole('switch')).not.toBeChecked();

  await panel.db.instance.deleteMany({ where: { tenantId: tenant.id } });
  await panel.db.tenant.delete({ where: { id: tenant.id } });
  await page.reload();
  await remove.click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page).toHaveURL(/\/admin\/plans$/);
  await expect(row).toBeHidden();

  await page.goto(`/admin/audit?q=olga-`);
  for (const did of ['Created a plan', 'Changed a plan', 'Took a plan off the offer', 'Deleted a plan']) {
    await expect(page.getByRole('row', { name: new RegExp(`${did} ${name}`) })).toBeVisible();
  }
  await expectAccessibleInBothThemes(page);
});

test('a plan set offers what is ticked, and one that offers nothing is refused', async ({ page, panel }) => {
  const name = `Fleet ${mark()}`;
  // The first of all would be the default, which cannot be deleted.
  const first = await panel.db.planSet.create({ data: { name: `First ${mark()}`, allowsOwnSize: true } });
  if ((await panel.db.planSet.count({ where: { isDefault: true } })) === 0) {
    await panel.db.planSet.update({ where: { id: first.id }, data: { isDefault: true } });
  }
  await page.goto('/admin/plan-sets');
  await expectAccessibleInBothThemes(page);
  await page.getByRole('link', { name: /^(New plan set|Make the first plan set)$/ }).click();
  await page.getByLabel('Name', { exact: true }).fill(name);
  for (const box of await page.getByRole('checkbox').all()) await box.uncheck();
  await page.getByRole('button', { name: 'Create plan set' }).click();
  const ownSize = page.getByRole('checkbox', { name: /size of one's own/ });
  await expect(ownSize).toHaveAccessibleDescription(/Choose at least one plan/);
  await expectAccessibleInBothThemes(page);
  await ownSize.check();
  await page.getByRole('button', { name: 'Create plan set' }).click();
  const row = page.getByRole('row', { name: new RegExp(name) });
  await expect(row).toContainText('No plan');
  await expect(row).toContainText('Allowed');
  await row.getByRole('button', { name: `Actions for ${name}` }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText('Plan set deleted.')).toBeVisible();
  expect(await panel.db.planSet.count({ where: { name } })).toBe(0);
  await panel.db.planSet.delete({ where: { id: first.id } });
});

test('an image goes off the offer and back, and its user is changed', async ({ page, panel }) => {
  const alias = `e2e-${mark()}/1`;
  const sizes = { minDiskBytes: 1024 ** 3, sizeBytes: 1024 ** 2 };
  const image = await panel.db.image.create({
    data: { alias, name: `Tiny ${alias}`, os: 'Tiny', release: '1', fingerprint: 'ab'.repeat(32), ...sizes },
  });
  await page.goto('/admin/images');
  await expect(page.getByRole('row', { name: new RegExp(alias) }).first()).toBeVisible();
  const offer = page.getByRole('switch', { name: `${image.name} on offer` });
  await expectAccessibleInBothThemes(page);
  await offer.click();
  await expect(page.getByText(`${image.name} is off the offer.`)).toBeVisible();
  await expect(offer).not.toBeChecked();

  await page.getByRole('link', { name: image.name }).click();
  await page.getByLabel('Log in as').fill('Root User');
  await page.getByRole('button', { name: 'Save image' }).click();
  await expect(page.getByLabel('Log in as')).toHaveAccessibleDescription(/user name such as root/);
  await page.getByLabel('Log in as').fill('tina');
  await expectAccessibleInBothThemes(page);
  await page.getByRole('button', { name: 'Save image' }).click();
  await expect(page.getByRole('row', { name: new RegExp(alias) })).toContainText('tina');
  await panel.db.image.delete({ where: { id: image.id } });
});

test('nodes say what they have, what they can run, and why not the rest', async ({ page }) => {
  await page.goto('/admin/nodes');
  const first = page.getByRole('list', { name: 'All nodes' }).getByRole('listitem').first();
  await expect(first.getByText('Online')).toBeVisible();
  await expect(first.getByText(/^Incus \d/)).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await first.getByRole('heading').getByRole('link').click();

  const kinds = page.getByRole('table', { name: 'Kinds of instance on this node' });
  await expect(kinds.getByRole('row', { name: /^Light VM/ })).toContainText('Yes');
  for (const shelled of [/^App/, /^Sandbox/, /^Unikernel/]) {
    await expect(kinds.getByRole('row', { name: shelled })).toContainText('Yes');
  }
  const fullVm = kinds.getByRole('row', { name: /^Full VM/ });
  await expect(fullVm).toContainText(/Yes|node cannot run it|cannot run full VMs/);
  await expect(page.getByRole('meter', { name: 'Memory allocated' })).toBeVisible();
  await expectAccessibleInBothThemes(page);
});

test('a stuck job is on the first page, and ends when it is undone again', async ({ page, panel }) => {
  const job = await panel.db.job.create({ data: stuckJob(`ghost-${mark()}`) });
  await page.goto('/admin');
  await expect(page.getByRole('heading', { name: 'What needs you' })).toBeVisible();
  await expect(page.getByText(/^(A job is|\d+ jobs are) stuck$/)).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await page.getByRole('link', { name: `Create tenant ${job.subject}` }).click();

  const steps = page.getByRole('list', { name: 'Create tenant' });
  await expect(steps.getByRole('listitem').nth(1)).toContainText('could not be undone');
  await expect(steps.getByRole('listitem').nth(1)).toContainText('the network was in use');
  await expect(steps.getByRole('listitem').nth(2)).toContainText('not reached');
  await expectAccessibleInBothThemes(page);
  await page.getByRole('button', { name: 'Undo again' }).click();
  // Nobody reloads: the page is live.
  await expect(page.getByText('It failed, and everything it had done was undone.')).toBeVisible({
    timeout: 20_000,
  });
  await expect(page.getByRole('button', { name: 'Undo again' })).toBeHidden();
  await panel.db.job.delete({ where: { id: job.id } });
});

test('jobs are found by name, kind and state, with the time of each step', async ({
  page,
  account,
  operator,
  becomes,
}) => {
  const name = `crane-${mark()}`;
  await account.addInstance(name);
  await becomes(operator);
  await page.goto('/admin/jobs');
  await page.getByRole('searchbox', { name: 'Search by name' }).fill(account.slug);
  await expect(page.getByRole('row', { name: new RegExp(`Create tenant ${account.slug}`) })).toContainText(
    'Done',
  );
  await page.getByRole('searchbox', { name: 'Search by name' }).fill(name);
  await expect(page).toHaveURL(new RegExp(name));
  await page.getByRole('combobox', { name: 'Kind of job' }).selectOption('Create instance');
  await expect(page).toHaveURL(/kind=create-instance/);
  const row = page.getByRole('row', { name: new RegExp(`Create instance ${name}`) });
  await expect(row).toContainText(account.name);
  await expectAccessibleInBothThemes(page);

  await page.getByRole('link', { name: 'Failed', exact: true }).click();
  await expect(page.getByText('No job fits')).toBeVisible();
  await page.getByRole('link', { name: 'All', exact: true }).click();
  await row.getByRole('link', { name: new RegExp(name) }).click();
  const steps = page.getByRole('list', { name: 'Create instance' });
  await expect(steps.getByRole('listitem').first()).toContainText(/Create.*(sec|ms)/);
  await expect(page.getByRole('link', { name: account.name })).toBeVisible();

  await page.goto(`/admin/jobs?tenant=${account.id}`);
  await expect(page.getByRole('link', { name: `Only ${account.name}. Show all tenants` })).toBeVisible();
  await page.goto('/admin/instances');
  await page.getByRole('searchbox', { name: 'Search by name or address' }).fill(name);
  await expect(page.getByRole('row', { name: new RegExp(name) })).toContainText(account.name);
  await expectAccessibleInBothThemes(page);
});

test('to a customer none of it exists', async ({ page, account, becomes }) => {
  await becomes(account.owner);
  for (const path of ['', '/plans', '/plan-sets', '/images', '/nodes', '/jobs', '/audit', '/settings']) {
    const answer = await page.goto(`/admin${path}`);
    expect(answer?.status(), path).toBe(404);
  }
});

function emptyTenant() {
  const quota = { quotaVcpus: 1, quotaMemoryBytes: 1, quotaDiskBytes: 1, quotaTrafficBytes: 1 };
  return { name: 'Held', state: 'active', ...quota };
}

/** The row of a job that a worker has left stuck: what it would undo is not on the engine any more. */
function stuckJob(slug: string) {
  const tenantId = randomUUID();
  const parts = {
    project: `berth-${slug}`,
    bridge: `bt-${tenantId.slice(0, 8)}aa`,
    subnet: '10.191.255.0/24',
  };
  const now = new Date();
  return {
    kind: 'create-tenant',
    state: 'stuck',
    subject: slug,
    subjectKey: `tenant:${tenantId}`,
    params: { tenantId, ...parts, limits: {} },
    errorReason: 'engine-refused',
    error: 'The engine refused: full',
    errorDetails: { detail: 'full' },
    startedAt: now,
    finishedAt: now,
    steps: {
      create: [
        { position: 0, name: 'acl', state: 'done', startedAt: now, finishedAt: now },
        {
          position: 1,
          name: 'network',
          state: 'undo-failed',
          error: 'the network was in use',
          startedAt: now,
        },
        { position: 2, name: 'project', state: 'waiting' },
      ],
    },
  };
}
