import type { Page } from '@playwright/test';
import { expect, expectAccessibleInBothThemes, test } from './fixtures.ts';
import { fillPath } from './walk/fill-path.ts';
import { listPages } from './walk/list-routes.ts';
import { makeWorld, type World } from './walk/make-world.ts';

let world: World;
test.beforeAll(async ({ baseURL }) => {
  test.setTimeout(120_000);
  world = await makeWorld(baseURL ?? '', process.env.DATABASE_URL ?? '');
});
test.afterAll(async () => {
  test.setTimeout(120_000);
  await world?.remove();
});

/** Goes through all screens, those of visitors signed out and the others as somebody who may see everything. */
async function visitEveryScreen(page: Page, look: (path: string) => Promise<void>): Promise<void> {
  const [name = '', value = ''] = (await world.operatorCookie()).split('=');
  for (const path of listPages()) {
    await test.step(path, async () => {
      const isForVisitors = /^\/(sign-in|invite)/.test(path);
      await page.context().clearCookies();
      if (!isForVisitors) await page.context().addCookies([{ name, value, url: world.origin }]);
      await page.goto(fillPath(world, path));
      await expect.soft(page.getByRole('heading', { level: 1 }), path).toBeVisible();
      await look(path);
    });
  }
}

test('axe finds nothing on any screen, in either theme', async ({ page }) => {
  test.setTimeout(600_000);
  await visitEveryScreen(page, () => expectAccessibleInBothThemes(page));
});

test('nothing runs over the edge of a phone on any screen', async ({ page }) => {
  test.setTimeout(600_000);
  await page.setViewportSize({ width: 390, height: 844 });
  await visitEveryScreen(page, async (path) => {
    // The emulator comes after the page, and has a width of its own.
    if (path.endsWith('/console')) await expect(page.locator('.xterm-rows')).toBeVisible();
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect.soft(width, path).toBeLessThanOrEqual(390);
  });
});
