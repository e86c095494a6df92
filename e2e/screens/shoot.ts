import { join } from 'node:path';
import type { Page } from '@playwright/test';

const folder = join(import.meta.dirname, '../../screenshots');
const sizes = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };
const themes = ['light', 'dark'] as const;

/** The page as it is now, the whole or with the dialog that is open on it: on a desk and on a phone, light and dark. */
export async function shoot(page: Page, name: string): Promise<void> {
  const fullPage = (await page.getByRole('dialog').or(page.getByRole('alertdialog')).count()) === 0;
  if (fullPage) await page.evaluate(() => scrollTo(0, 0));
  for (const [size, viewport] of Object.entries(sizes)) {
    for (const colorScheme of themes) {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      // Charts are drawn anew.
      await page.waitForTimeout(400);
      await page.screenshot({ path: join(folder, `${name}-${size}-${colorScheme}.png`), fullPage });
    }
  }
}
