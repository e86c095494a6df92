import { test as base, expect, expectAccessibleInBothThemes } from './fixtures.ts';
import { signIn } from './support/account.ts';
import { behindOurBack } from './support/behind-our-back.ts';
import { mark } from './support/panel.ts';

const test = base.extend<{ engine: ReturnType<typeof behindOurBack> }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern
  engine: async ({}, use) => {
    const engine = behindOurBack();
    await use(engine);
    await engine.close();
  },
});

test('an instance that somebody deleted on the engine is shown as lost, and made again', async ({
  page,
  account,
  engine,
}) => {
  test.slow();
  const id = await account.addInstance('web');
  await page.goto(`/t/${account.slug}/instances/${id}`);
  await expect(page.getByText('Running', { exact: true }).first()).toBeVisible();
  await engine.removeInstance({ project: `berth-${account.slug}`, name: 'web' });
  await expect(page.getByText('web is lost')).toBeVisible({ timeout: 5000 });
  await expectAccessibleInBothThemes(page);
  await page.getByRole('button', { name: 'Make it again' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Make it again' }).click();
  await expect(page.getByText('web is lost')).toBeHidden({ timeout: 60_000 });
  await expect(page.getByText('Running', { exact: true }).first()).toBeVisible({ timeout: 60_000 });
});

test('an instance that nobody knows is looked at, ignored, and another removed by its name', async ({
  page,
  panel,
  account,
  engine,
  context,
  baseURL,
}) => {
  test.slow();
  const operator = await panel.db.user.create({
    data: { email: `olga-${mark()}@example.com`, name: 'Olga Berg', isOperator: true },
  });
  await context.clearCookies({ name: 'berth-session' });
  await signIn(panel, context, operator.id, String(baseURL));
  const project = `berth-${account.slug}`;
  const { alias } = await panel.db.image.findFirstOrThrow({ where: { isPresent: true, kind: 'light-vm' } });
  const { bridge: network } = await panel.db.network.findFirstOrThrow({ where: { tenantId: account.id } });
  const pool = process.env.BERTH_POOL ?? 'berth';
  const names = [`stray-${mark()}`, `guest-${mark()}`];
  for (const name of names) await engine.makeInstance({ project, name }, { alias, pool, network });
  const [stray = '', guest = ''] = names;

  await page.goto('/admin/findings/dry-run');
  const planned = page.getByRole('row', { name: new RegExp(`Unknown instance ${stray}`) });
  await expect(planned).toContainText('just being made');
  await expectAccessibleInBothThemes(page);

  // A minute later the loop tells of it; the story does not wait so long.
  for (const name of names) {
    const what = {
      kind: 'unknown-instance',
      subjectKey: `engine-instance:${project}/${name}`,
      subject: name,
    };
    await panel.db.finding.create({ data: { ...what, tenantId: account.id } });
  }
  await page.goto('/admin');
  await page.getByRole('link', { name: `Unknown instance ${stray}` }).click();
  await page.getByRole('button', { name: 'Ignore' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Reason').fill('Ours, for a measurement.');
  await dialog.getByRole('button', { name: 'Ignore' }).click();
  await expect(page.getByText('Ours, for a measurement.')).toBeVisible();
  await expectAccessibleInBothThemes(page);

  await page.goto(`/admin/findings?state=open&tenant=${account.id}`);
  await expect(page.getByRole('link', { name: new RegExp(stray) })).toBeHidden();
  await page.getByRole('link', { name: `Unknown instance ${guest}` }).click();
  await page.getByRole('button', { name: 'Remove' }).click();
  const question = page.getByRole('alertdialog');
  await question.getByRole('textbox').fill(guest);
  await question.getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByText('Removed', { exact: true }).first()).toBeVisible({ timeout: 60_000 });
  await engine.removeInstance({ project, name: stray });

  await page.goto('/admin/audit?q=olga-');
  for (const did of ['Chose to ignore a finding', 'Removed something unknown']) {
    await expect(page.getByRole('row', { name: new RegExp(did) }).first()).toBeVisible();
  }
  await panel.db.finding.deleteMany({ where: { tenantId: account.id } });
  await panel.db.user.delete({ where: { id: operator.id } });
});
