import { join } from 'node:path';
import { test } from '@playwright/test';
import { fillPath } from '../walk/fill-path.ts';
import { listPages } from '../walk/list-routes.ts';
import { makeWorld, type World } from '../walk/make-world.ts';

const folder = join(import.meta.dirname, '../../screenshots');
const sizes = { desk: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } };
const themes = ['light', 'dark'] as const;

let world: World;
test.beforeAll(async ({ baseURL }) => {
  test.setTimeout(120_000);
  world = await makeWorld(baseURL ?? '', process.env.DATABASE_URL ?? '');
});
test.afterAll(async () => {
  test.setTimeout(120_000);
  await world?.remove();
});

for (const path of listPages()) {
  test(path, async ({ browser, baseURL }) => {
    const [name = '', value = ''] = (await world.operatorCookie()).split('=');
    const isForVisitors = /^\/(sign-in|invite)/.test(path);
    for (const [size, viewport] of Object.entries(sizes)) {
      for (const colorScheme of themes) {
        const context = await browser.newContext({ viewport, colorScheme });
        if (!isForVisitors) await context.addCookies([{ name, value, url: baseURL ?? '' }]);
        const page = await context.newPage();
        await page.goto(fillPath(world, path));
        await page.waitForTimeout(700);
        const file = path.replace(/^\/|\/$/g, '').replaceAll(/[/[\]]+/g, '-') || 'home';
        await page.screenshot({ path: join(folder, `${file}-${size}-${colorScheme}.png`), fullPage: true });
        await context.close();
      }
    }
  });
}
