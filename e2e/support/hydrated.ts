import type { Page } from '@playwright/test';

const patienceMs = 10_000;

/**
 * Waits until the page's scripts hear keys and clicks: React marks every element that it has taken over. A page
 * that stays without scripts is not waited for any longer than `patienceMs`.
 */
export async function hydrated(page: Page): Promise<void> {
  const isTakenOver = () =>
    [...document.querySelectorAll('a, button, input')].every((element) =>
      Object.keys(element).some((key) => key.startsWith('__react')),
    );
  await page.waitForFunction(isTakenOver, undefined, { timeout: patienceMs }).catch(() => undefined);
}
