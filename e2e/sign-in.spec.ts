import { hashPassword } from '#server/auth/hash-password.ts';
import { expect, expectAccessibleInBothThemes, test } from './fixtures.ts';
import { mark, type Panel } from './support/panel.ts';

const password = 'a quiet harbour 7';

async function makePerson({ db }: Panel, isOperator = false) {
  const email = `person-${mark()}@example.com`;
  return db.user.create({
    data: { email, name: 'Ada', isOperator, passwordHash: await hashPassword(password) },
  });
}

test('a wrong password and an unknown person get one and the same answer', async ({ page, panel }) => {
  const person = await makePerson(panel);
  const answers: string[] = [];
  for (const email of [person.email, 'nobody-at-all@example.com']) {
    await page.goto('/sign-in');
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password', { exact: true }).fill('not the password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    const alert = page.getByRole('alert').filter({ hasText: 'wrong' });
    await expect(alert).toBeVisible();
    answers.push((await alert.textContent()) ?? '');
    await expect(page.getByLabel('E-mail')).toHaveValue(email);
  }
  expect(answers[0]).toBe(answers[1]);
  await panel.db.user.delete({ where: { id: person.id } });
});

test('signing in leads where one wanted to go, and signing out ends the session', async ({ page, panel }) => {
  const person = await makePerson(panel, true);
  await page.goto('/admin/tenants');
  await expect(page).toHaveURL(/\/sign-in/);
  await expectAccessibleInBothThemes(page);
  await page.getByLabel('E-mail').fill(person.email.toUpperCase());
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(/\/admin\/tenants/);
  expect(await panel.db.session.count({ where: { userId: person.id } })).toBe(1);
  await page.getByRole('button', { name: /Ada/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  expect(await panel.db.session.count({ where: { userId: person.id } })).toBe(0);
  await panel.db.user.delete({ where: { id: person.id } });
});

test('an account page lists the sessions and ends another one', async ({ page, account, panel }) => {
  await panel.db.session.create({
    data: {
      userId: account.owner.id,
      tokenHash: mark(),
      userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
      expiresAt: new Date(Date.now() + 3_600_000),
    },
  });
  await page.goto('/account/sessions');
  const other = page.getByRole('row').filter({ hasText: 'Firefox' });
  await expect(other).toBeVisible();
  await other.getByRole('button').click();
  await page.getByRole('alertdialog').getByRole('button').last().click();
  await expect(page.getByText('The session has ended.')).toBeVisible();
  await expect(other).toHaveCount(0);
  expect(await panel.db.session.count({ where: { userId: account.owner.id } })).toBe(1);
});
