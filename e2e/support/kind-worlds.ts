import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import type { Account, Room } from './account.ts';
import type { Panel } from './panel.ts';
import { pushImages } from './push-images.ts';

/** The engine's alias of an image of a VM, where the engine can start one. */
const vmImage = process.env.BERTH_E2E_VM_IMAGE;

/** What differs between kinds in the story that all of them go through. */
export type KindWorld = {
  room: Room;
  /** What it is called where one chooses by need. */
  need: string;
  /** What has to be there before: an image in a registry, a file. Gives what `fill` types, and takes it away. */
  prepare(panel: Panel, account: Account): Promise<{ typed: string; clean(): Promise<void> }>;
  /** The kind's own part of the form. */
  fill(page: Page, prepared: string): Promise<void>;
  /** Throws while it does not answer at its address. */
  reach(ipv4: string): Promise<void>;
  /** What can be typed into its terminal, and what it answers; or what it shows by itself. */
  terminal: { type?: string; shows: RegExp };
  /** What is in its log, and nowhere else on the page. */
  log: RegExp;
  /** What its settings say when it has its second plan, where that is not twice the memory. */
  resized?: RegExp;
};

const container = (need: string, room: Room): KindWorld => ({
  need,
  room,
  prepare: pushBox,
  fill: (page, image) => page.getByLabel('Image', { exact: true }).fill(image),
  reach: (ipv4) => answersOk(`${ipv4}:8080`),
  terminal: { type: 'echo "sum:$((6*7))"', shows: /sum:42/ },
  log: /listening on 8080/,
});

export const kindWorlds: Record<string, KindWorld> = {
  'light-vm': {
    need: 'A server of my own',
    room: {},
    prepare: async () => ({ typed: '', clean: async () => {} }),
    fill: async () => {},
    reach: answersSsh,
    terminal: { type: 'echo "sum:$((6*7))"', shows: /sum:42/ },
    log: /systemd|kernel|sshd|login/i,
  },
  app: container('Run this image', { apps: 1 }),
  sandbox: container('Run untrusted code', { sandboxes: 1 }),
  unikernel: {
    need: 'One application, nothing else',
    room: { unikernels: 1 },
    prepare: demoKernel,
    fill: uploadKernel,
    reach: answersOk,
    // Its own count: it has answered since it was made, when it was reached.
    terminal: { type: 'status', shows: /\d+ connections open, [1-9]\d* answered/ },
    log: /demo unikernel: http:\/\/[\d.]+\/ is ready/,
  },
  ...(vmImage && {
    vm: {
      need: 'Another operating system',
      room: { vms: 1 },
      prepare: async ({ db }: Panel) => {
        const { id } = await db.image.findFirstOrThrow({ where: { alias: vmImage, kind: 'vm' } });
        return { typed: id, clean: async () => {} };
      },
      fill: async (page: Page, id: string) => page.locator(`input[name=imageId][value="${id}"]`).check(),
      resized: /It has 2 vCPUs/,
      reach: answersSsh,
      terminal: { shows: /login:|\S{3,}/ },
      log: /login:|\S{3,}/,
    },
  }),
};

async function pushBox(panel: Panel, account: Account) {
  const { reference, clean } = await pushImages(panel, account, ['box']);
  return { typed: reference('box'), clean };
}

/** Built by the same recipe as the one that is in the shell's image. */
async function demoKernel() {
  const folder = mkdtempSync(join(tmpdir(), 'berth-e2e-demo-'));
  const file = join(folder, 'demo.elf');
  execFileSync('images/demo-unikernel/compile.sh', [file]);
  return { typed: file, clean: async () => rmSync(folder, { recursive: true }) };
}

async function uploadKernel(page: Page, file: string): Promise<void> {
  await page.locator('input[type=file]').first().setInputFiles(file);
  await expect(page.getByLabel('Kernel', { exact: true })).toContainText('demo.elf', { timeout: 30_000 });
  await page.getByLabel('Command line').fill('ip={ip}/{prefix} gw={gateway}');
}

async function answersOk(host: string): Promise<void> {
  const answer = await fetch(`http://${host}/`, { signal: AbortSignal.timeout(3000) });
  expect((await answer.text()).trim()).toBe('ok');
}

async function answersSsh(ipv4: string): Promise<void> {
  const banner = await new Promise<string>((resolve, reject) => {
    const socket = connect({ host: ipv4, port: 22, timeout: 3000 }, () => undefined);
    socket.once('data', (data) => {
      resolve(data.toString());
      socket.destroy();
    });
    socket.once('timeout', () => socket.destroy(new Error('no banner in time')));
    socket.once('error', reject);
  });
  expect(banner).toMatch(/^SSH-/);
}
