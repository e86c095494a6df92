import { expect, expectAccessibleInBothThemes, test } from './fixtures.ts';

test('the panel speaks Russian to who has chosen it, and goes on doing so', async ({
  page,
  panel,
  operator,
}) => {
  await page.goto('/admin/tenants');
  await expect(page.getByRole('heading', { level: 1, name: 'Tenants' })).toBeVisible();
  await page.getByRole('button', { name: /Olga Berg/ }).click();
  await page.getByRole('menuitemradio', { name: 'Русский' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Клиенты' })).toBeVisible();

  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'Клиенты' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'ru');
  await expectAccessibleInBothThemes(page);
  await page.goto('/account');
  await expect(page.getByRole('heading', { level: 1, name: 'Ваш профиль' })).toBeVisible();
  // Kept with the person, for other browsers and for mail.
  const { locale } = await panel.db.user.findUniqueOrThrow({ where: { id: operator.id } });
  expect(locale).toBe('ru');

  await page.getByLabel('Язык').selectOption('English');
  await page.getByRole('button', { name: 'Сохранить' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Your profile' })).toBeVisible();
});

test('a visitor chooses the language before signing in', async ({ page }) => {
  await page.goto('/sign-in');
  await page.getByRole('button', { name: 'Русский' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Вход' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Войти' })).toBeVisible();
});
