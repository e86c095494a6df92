import type { Page } from '@playwright/test';
import { type Account, expect, test } from './fixtures.ts';

const slow = { timeout: 30_000 };

async function openTerminal(page: Page, account: Account, name: string): Promise<string> {
  const id = await account.addInstance(name);
  await page.goto(`/t/${account.slug}/instances/${id}/console`);
  await expect(status(page)).toHaveText('Connected', slow);
  return id;
}
const status = (page: Page) => page.locator('[data-terminal-state]');
const screen = (page: Page) => page.locator('.xterm-rows');
/** Selects the word that a line of the screen begins with. */
async function selectWord(page: Page, word: string): Promise<void> {
  const line = screen(page)
    .locator('> div')
    .filter({ hasText: new RegExp(`^${word}`) });
  const box = await line.boundingBox();
  if (!box) throw new Error(`no line of the terminal begins with ${word}`);
  await page.mouse.dblclick(box.x + 12, box.y + box.height / 2);
}
/** Types a line; its result is looked for apart from what was typed. */
async function run(page: Page, line: string): Promise<void> {
  await page.locator('.xterm-helper-textarea').focus();
  await page.keyboard.type(`${line}\n`);
}

test('a shell in the browser shows the own machine and nothing of the host', async ({ page, account }) => {
  await openTerminal(page, account, 'shell');
  await run(page, 'echo "host:$(hostname) cpus:$(nproc) mem:$(free -m | awk \'/^Mem/ {print $2}\')"');
  await expect(screen(page)).toContainText('host:shell cpus:1 mem:256', slow);
  await run(page, `echo "first:$(ps -p 1 -o comm=) engines:$(ps ax | grep -c 'incus[d]')."`);
  await expect(screen(page)).toContainText(/first:(systemd|init) engines:0\./, slow);
  await run(page, 'exit');
  await expect(status(page)).toContainText('The shell has ended', slow);
  await page.getByRole('button', { name: 'Open a new shell' }).click();
  await expect(status(page)).toHaveText('Connected', slow);
});

test('text is copied out of the terminal and pasted into it', async ({ page, context, account }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await openTerminal(page, account, 'paper');
  await page.getByRole('button', { name: 'Copy selection' }).click();
  await expect(page.getByText('Select some text in the terminal first')).toBeVisible();

  await run(page, 'echo "button-$((6*7))"; echo "keys-$((6*9))"');
  await expect(screen(page)).toContainText('keys-54', slow);
  await selectWord(page, 'button-42');
  await page.getByRole('button', { name: 'Copy selection' }).click();
  await expect.poll(copied).toBe('button-42');
  await selectWord(page, 'keys-54');
  await page.keyboard.press('Control+Shift+C');
  await expect.poll(copied).toBe('keys-54');

  await page.evaluate(() => navigator.clipboard.writeText('echo "pasted-$((7*9))"'));
  await page.getByRole('button', { name: 'Paste' }).click();
  await expect(screen(page)).toContainText('echo "pasted-', slow);
  await page.keyboard.press('Enter');
  await expect(screen(page)).toContainText('pasted-63', slow);
});

test('after the network was away the same shell goes on', async ({ page, account }) => {
  // Everything that the page and the panel say to each other on the terminal's line passes here.
  const lines: { close(): Promise<void> }[] = [];
  await page.routeWebSocket(/\/ws\/terminal\//, (line) => {
    line.connectToServer();
    lines.push(line);
  });
  await openTerminal(page, account, 'drop');
  await run(page, 'KEPT=still-here');
  await lines[0]?.close();
  await expect.poll(() => lines.length, slow).toBe(2);
  await expect(status(page)).toHaveText('Connected', slow);
  await run(page, 'echo "=$KEPT="');
  await expect(screen(page)).toContainText('=still-here=', slow);
});

test('it closes when the session is revoked elsewhere', async ({ page, account, panel }) => {
  await openTerminal(page, account, 'revoked');
  const answer = await panel.db.session.findFirstOrThrow({ where: { userId: account.owner.id } });
  await panel.db.session.delete({ where: { id: answer.id } });
  await panel.db
    .$executeRaw`SELECT pg_notify('berth_change', ${JSON.stringify({ topic: 'session', id: answer.id, tenantId: null })})`;
  await expect(status(page)).toContainText('You were signed out', slow);
});

test('it closes when the instance stops, and says so', async ({ page, account, panel }) => {
  const id = await openTerminal(page, account, 'stopped');
  await panel.callAndWait('POST', `/api/v1/instances/${id}/stop`, { isForced: true });
  await expect(page.locator('header [data-state="stopped"]')).toBeVisible(slow);
  await expect(page.locator('[data-terminal-state="connected"]')).toHaveCount(0, slow);
});
