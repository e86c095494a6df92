import AxeBuilder from '@axe-core/playwright';
import { test as base, expect, type Page } from '@playwright/test';
import { type Account, makeAccount, type Room, signIn } from './support/account.ts';
import { hydrated } from './support/hydrated.ts';
import { mark, openPanel, type Panel } from './support/panel.ts';

export { expect } from '@playwright/test';
export type { Account } from './support/account.ts';

interface Fixtures {
  /** What the account may have beside the usual three light VMs. */
  room: Room;
  /** A customer's account, whose owner is signed in; everything of it is gone afterwards. */
  account: Account;
  /** Somebody of the provider, who is signed in; they are gone afterwards. */
  operator: { id: string; email: string };
  /** Lets somebody else of the account in, in place of its owner. */
  becomes: (user: { id: string }) => Promise<void>;
}

export const test = base.extend<Fixtures, { panel: Panel }>({
  panel: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern
    async ({}, use, { project }) => {
      const panel = await openPanel(String(project.use.baseURL), process.env.DATABASE_URL ?? '');
      await use(panel);
      await panel.close();
    },
    { scope: 'worker' },
  ],
  page: async ({ page }, use) => {
    const goto = page.goto.bind(page);
    page.goto = async (...args) => {
      const response = await goto(...args);
      await hydrated(page);
      return response;
    };
    await use(page);
  },
  room: [{}, { option: true }],
  account: [
    async ({ panel, context, baseURL, room }, use) => {
      const account = await makeAccount(panel, room);
      await signIn(panel, context, account.owner.id, String(baseURL));
      await use(account);
      await account.remove();
    },
    { timeout: 120_000 },
  ],
  operator: async ({ panel, context, baseURL }, use) => {
    const email = `olga-${mark()}@example.com`;
    const user = await panel.db.user.create({ data: { email, name: 'Olga Berg', isOperator: true } });
    await signIn(panel, context, user.id, String(baseURL));
    await use(user);
    await panel.db.user.delete({ where: { id: user.id } });
  },
  becomes: async ({ panel, context, baseURL }, use) => {
    await use(async (user) => {
      await context.clearCookies({ name: 'berth-session' });
      await signIn(panel, context, user.id, String(baseURL));
    });
  },
});

/** What alone depends on the colours of a page. */
const rulesOfColour = ['color-contrast', 'link-in-text-block'];

/** What axe finds wrong with the page as it is now, in a few words each: nothing is the only good answer. */
async function expectAccessible(page: Page, rules?: string[]): Promise<void> {
  const builder = new AxeBuilder({ page });
  const { violations } = await (rules ? builder.withRules(rules) : builder).analyze();
  const found = violations.map(
    ({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map((node) => node.html.slice(0, 160)).join('\n  ')}`,
  );
  expect(found).toEqual([]);
}

/** In both themes, which are the same page in other colours. */
export async function expectAccessibleInBothThemes(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await expectAccessible(page, rulesOfColour);
}
