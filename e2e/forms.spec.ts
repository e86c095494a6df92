import { expect, test } from './fixtures.ts';

test('what is said of a field when it is left moves nothing away from under the pointer', async ({
  page,
  account,
}) => {
  await page.goto(`/t/${account.slug}/team`);
  await page.getByRole('button', { name: 'Invite somebody' }).click();
  const dialog = page.getByRole('dialog');
  const cancel = dialog.getByRole('button', { name: 'Cancel' });

  await dialog.getByLabel('E-mail').fill('mia at example');
  await page.keyboard.press('Tab');
  await expect(dialog.getByLabel('E-mail')).toHaveAccessibleDescription(/e-mail address/i);

  await dialog.getByLabel('E-mail').fill('mia still at example');
  await expect(dialog.getByLabel('E-mail')).not.toHaveAttribute('aria-invalid');
  const place = await cancel.boundingBox();
  if (!place) throw new Error('the button has no place');
  // A person presses, and a moment later lets go: the field is left by the pressing.
  await page.mouse.move(place.x + place.width / 2, place.y + place.height / 2);
  await page.mouse.down();
  await expect(dialog.getByLabel('E-mail')).not.toBeFocused();
  await page.waitForTimeout(100);
  expect(await cancel.boundingBox()).toEqual(place);
  await page.mouse.up();
  await expect(dialog).toBeHidden();
});
