import { test } from '@playwright/test';
import { fillPath } from '../walk/fill-path.ts';
import { listPages } from '../walk/list-routes.ts';
import { makeWorld, type World } from '../walk/make-world.ts';
import { shoot } from './shoot.ts';

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
  test(path, async ({ page, context, baseURL }) => {
    const [name = '', value = ''] = (await world.operatorCookie()).split('=');
    const isForVisitors = /^\/(sign-in|invite)/.test(path);
    if (!isForVisitors) await context.addCookies([{ name, value, url: baseURL ?? '' }]);
    await page.goto(fillPath(world, path));
    await page.waitForTimeout(700);
    await shoot(page, path.replace(/^\/|\/$/g, '').replaceAll(/[/[\]]+/g, '-') || 'home');
  });
}
