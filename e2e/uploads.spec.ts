import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, expectAccessibleInBothThemes, test } from './fixtures.ts';

const mib = 1024 ** 2;
/** What the browser sends in one request (components/uploads/send-file.ts). */
const partBytes = 8 * mib;

/** A Linux kernel by its headers, and nothing behind them. */
function kernel(): Buffer {
  const content = Buffer.alloc(20 * mib);
  content.write('\x55\xaa', 0x1fe, 'latin1');
  content.write('HdrS\x0f\x02', 0x202, 'latin1');
  content.writeUInt8(1, 0x211);
  return content;
}

test.use({ room: { unikernels: 1 } });

test('a kernel is sent, broken off, gone on with after a reload, checked and deleted again', async ({
  page,
  account,
  panel,
}) => {
  const folder = await mkdtemp(join(tmpdir(), 'berth-e2e-upload-'));
  const content = kernel();
  const [file, packed] = [join(folder, 'vmlinuz'), join(folder, 'vmlinuz.gz')];
  await Promise.all([writeFile(file, content), writeFile(packed, gzipSync(content))]);
  const chooser = page.locator('input[type=file]').first();
  const openForm = async () => {
    await page.getByRole('radio', { name: /^One application, nothing else/ }).check();
    await expect(chooser).toBeAttached();
  };
  const offsets: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'PATCH') offsets.push(request.headers()['upload-offset'] ?? '');
  });
  try {
    await page.goto(`/t/${account.slug}/instances/new`);
    await openForm();

    await test.step('a file that is none is refused with the reason', async () => {
      await chooser.setInputFiles(packed);
      await expect(page.getByText('vmlinuz.gz cannot be used')).toBeVisible();
      await expect(page.getByText('This file is packed (gzip): unpack it first.')).toBeVisible();
    });

    await test.step('how far it is, is shown', async () => {
      // The line holds still behind the first part.
      await page.route('**/api/uploads/*', (route) => {
        const isLater = route.request().headers()['upload-offset'] !== '0';
        return route.request().method() === 'PATCH' && isLater ? undefined : route.continue();
      });
      await chooser.setInputFiles(file);
      const bar = page.getByRole('progressbar', { name: 'vmlinuz' });
      await expect(bar).toHaveJSProperty('max', content.length);
      await expect(page.getByText('8 MiB of 20 MiB (40%)')).toBeVisible();
      await expectAccessibleInBothThemes(page);
    });

    await test.step('after a reload it goes on where it was', async () => {
      await page.reload();
      await openForm();
      await expect(page.getByText(/vmlinuz was begun and is not whole/)).toBeVisible();
      await page.unroute('**/api/uploads/*');
      offsets.length = 0;
      await chooser.setInputFiles(file);
      await expect(page.getByText('vmlinuz is ready (20 MiB).')).toBeVisible();
      expect(offsets[0]).toBe(String(partBytes));
    });

    await test.step('what it is and its checksum are there', async () => {
      await expect(page.getByText(createHash('sha256').update(content).digest('hex'))).toBeVisible();
      await expect(page.getByText('Kernel, Linux bzImage')).toBeVisible();
      await expect(page.getByLabel('Kernel', { exact: true })).toContainText('vmlinuz');
    });

    await test.step('given up, neither the form nor the panel has it', async () => {
      await page.getByRole('button', { name: 'Use another file' }).click();
      await expect(page.getByLabel('Kernel', { exact: true })).not.toContainText('vmlinuz');
      const ready = { tenantId: account.id, state: 'ready' };
      await expect.poll(() => panel.db.upload.count({ where: ready })).toBe(0);
    });
  } finally {
    await rm(folder, { recursive: true });
  }
});
