// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of compose files look like that
import { expect, expectAccessibleInBothThemes, test } from './fixtures.ts';
import { pushImages } from './support/push-images.ts';

/** The engine on a busy machine takes its time. */
const slow = { timeout: 90_000 };

test.use({ room: { apps: 2 } });

test('a compose file becomes a stack: read as it is typed, made together, listed together', async ({
  page,
  account,
  panel,
}) => {
  test.setTimeout(240_000);
  const { reference, clean } = await pushImages(panel, account, ['box']);
  try {
    await story(reference('box'));
  } finally {
    await clean();
  }

  async function story(box: string): Promise<void> {
    await page.goto(`/t/${account.slug}/instances`);
    await page.getByRole('link', { name: 'From a compose file' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'From a compose file' })).toBeVisible();
    const create = page.getByRole('button', { name: 'Create the stack' });
    await expect(create).toHaveAccessibleDescription(/Paste, drop or choose/);
    await expectAccessibleInBothThemes(page);

    await page.getByRole('textbox', { name: 'Compose file' }).fill(fileOf(box));
    const services = page.getByRole('region', { name: 'Services' });
    await expect(services.getByRole('checkbox', { name: 'back', exact: true })).toBeChecked();
    await expect(services.getByRole('checkbox', { name: 'front', exact: true })).toBeChecked();
    await expect(services.getByRole('checkbox', { name: 'spy', exact: true })).toBeDisabled();
    await expect(services.getByRole('checkbox', { name: 'tools', exact: true })).not.toBeChecked();
    await expect(create).toHaveAccessibleDescription(/see line 4/);

    const problems = page.getByRole('region', { name: 'What is not taken as it is' });
    await expect(problems.getByText('is on your machine')).toBeVisible();
    await problems.getByRole('button', { name: 'Line 9' }).click();
    await expect(page.getByRole('textbox', { name: 'Compose file' })).toBeFocused();
    expect(await page.evaluate(() => String(getSelection()))).toContain('./html');

    const word = page.getByLabel('API_TOKEN', { exact: true });
    await expect(page.getByRole('checkbox', { name: 'API_TOKEN is secret' })).toBeChecked();
    await word.fill('nobody-reads-this');
    await page.getByLabel('Name of the stack').fill('pair');
    await expect(services.getByText('becomes pair-front')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Create the stack (2 instances)' })).toBeEnabled();
    expect(await page.content()).not.toContain('nobody-reads-this');
    await expectAccessibleInBothThemes(page);

    await page.getByRole('button', { name: 'Create the stack (2 instances)' }).click();
    await expect(page).toHaveURL(/stack=pair/, slow);
    await expect(page.getByRole('heading', { name: 'Stack pair' })).toBeVisible();
    const steps = page.getByRole('list', { name: 'How far the stack is' });
    await expect(steps.getByText('pair-front: It waits for pair-back.')).toBeVisible(slow);
    await expect(steps.getByRole('listitem').filter({ hasText: 'pair-front' })).toContainText(/done/i, slow);
    await expect(page.getByRole('table').getByRole('row')).toHaveCount(3);
    await expectAccessibleInBothThemes(page);

    const front = await panel.db.instance.findFirstOrThrow({
      where: { tenantId: account.id, name: 'pair-front' },
    });
    const told = async () => (await fetch(`http://${front.ipv4}:8080/told`)).text();
    await expect.poll(told, slow).toContain('told by the back');
    await page.getByRole('link', { name: 'All instances' }).click();
    await page.getByRole('link', { name: 'Stack pair' }).first().click();
    await expect(page).toHaveURL(/stack=pair/);
  }
});

function fileOf(box: string): string {
  return `services:
  front:
    image: ${box}
    environment: ["TOKEN=\${API_TOKEN:?give one}"]
    restart: always
    depends_on: [back]
    command: [sh, -c, "/bin/busybox wget -qO /www/told http://back:8080/told; exec /bin/busybox httpd -f -p 8080 -h /www"]
    volumes:
      - ./html:/html
  back:
    image: ${box}
    restart: always
    command: [sh, -c, "echo told by the back >/www/told; exec /bin/busybox httpd -f -p 8080 -h /www"]
  spy: {image: ${box}, privileged: true}
  tools: {image: ${box}, profiles: [debug]}
`;
}
