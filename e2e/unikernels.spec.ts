import { expect, expectAccessibleInBothThemes, test } from './fixtures.ts';

test.use({ room: { unikernels: 1 } });
test.setTimeout(180_000);

test('a newcomer tries the demo, without a file of their own, and it answers', async ({
  page,
  account,
  panel,
}) => {
  await page.goto(`/t/${account.slug}/instances/new`);
  await page.getByRole('radio', { name: /^One application, nothing else/ }).check();
  const create = page.getByRole('button', { name: /^Create / });
  await expect(create).toBeDisabled();

  await test.step('the demo is chosen with its command line, left, and chosen again', async () => {
    const kernel = page.getByLabel('Kernel', { exact: true });
    await page.getByRole('button', { name: 'Try the demo' }).click();
    await expect(kernel).toHaveValue('demo');
    await expect(page.getByLabel('Command line')).toHaveValue('ip={ip}/{prefix} gw={gateway}');
    await page.getByRole('button', { name: 'Choose files of my own' }).click();
    await expect(kernel).toHaveValue('');
    await expect(page.getByLabel('Command line')).toHaveValue('');
    await page.getByRole('button', { name: 'Try the demo' }).click();
    await expectAccessibleInBothThemes(page);
  });

  await test.step('it runs and answers at its address', async () => {
    await create.click();
    await expect(page.getByText('application runs')).toBeVisible({ timeout: 90_000 });
    const { ipv4 } = await panel.db.instance.findFirstOrThrow({ where: { tenantId: account.id } });
    await expect(async () => {
      const answer = await fetch(`http://${ipv4}/`, { signal: AbortSignal.timeout(3000) });
      expect((await answer.text()).trim()).toBe('ok');
    }).toPass({ timeout: 30_000 });
  });

  await test.step('that it is emulated is said where it is seen', async () => {
    const { workload } = await panel.db.instance.findFirstOrThrow({ where: { tenantId: account.id } });
    const isEmulated = (workload as { accelerator?: string } | null)?.accelerator === 'tcg';
    const badge = page.getByText('Emulated', { exact: true });
    await expect(badge).toHaveCount(isEmulated ? 1 : 0);
    await page.goto(`/t/${account.slug}/instances`);
    await expect(badge).toHaveCount(isEmulated ? 1 : 0);
    await expectAccessibleInBothThemes(page);
  });
});
