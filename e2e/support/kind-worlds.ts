import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { expect, type Page } from '@playwright/test';
import { projectName } from '#server/networks/network-names.ts';
import { seal } from '#server/secrets/seal.ts';
import { startRegistry } from '#server/testing/start-registry.ts';
import { testEngine } from '#server/testing/test-engine.ts';
import type { Account, Room } from './account.ts';
import type { Panel } from './panel.ts';

/** What differs between kinds in the story that all of them go through. */
export type KindWorld = {
  room: Room;
  /** What it is called where one chooses by need. */
  need: string;
  /** What has to be there before: an image in a registry, an upload. Gives what `fill` types. */
  prepare(panel: Panel, account: Account): Promise<string>;
  /** The kind's own part of the form. */
  fill(page: Page, prepared: string): Promise<void>;
  /** Throws while it does not answer at its address. */
  reach(ipv4: string): Promise<void>;
  /** What can be typed into its terminal, and what it answers; or what it shows by itself. */
  terminal: { type?: string; shows: RegExp };
  log: RegExp;
};

const container = (need: string, room: Room): KindWorld => ({
  need,
  room,
  prepare: pushImage,
  fill: (page, image) => page.getByLabel('Image', { exact: true }).fill(image),
  reach: answersOk,
  terminal: { type: 'echo "sum:$((6*7))"', shows: /sum:42/ },
  log: /listening on 8080/,
});

export const kindWorlds: Record<string, KindWorld> = {
  'light-vm': {
    need: 'A server of my own',
    room: {},
    prepare: async () => '',
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
    prepare: async () => demoKernel(),
    fill: uploadKernel,
    reach: answersOk,
    terminal: { shows: /./ },
    log: /http|listen|ready/i,
  },
};

/** A registry in the account's own network, and its login where the panel keeps them. */
async function pushImage({ db }: Panel, account: Account): Promise<string> {
  const engine = testEngine();
  try {
    const network = await db.network.findUniqueOrThrow({ where: { tenantId: account.id } });
    const registry = await startRegistry(engine, { project: projectName(account.slug), network });
    const id = crypto.randomUUID();
    const { host, username, caPem } = registry;
    const password = seal(registry.password, id);
    await db.registryLogin.create({ data: { id, tenantId: account.id, host, username, password, caPem } });
    return (await registry.push('box')).reference;
  } finally {
    await engine.close();
  }
}

function demoKernel(): string {
  return new URL('../../images/demo-unikernel/build/demo-unikernel', import.meta.url).pathname;
}

async function uploadKernel(page: Page, file: string): Promise<void> {
  await readFile(file);
  await page.getByLabel('Kernel', { exact: true }).setInputFiles(file);
}

async function answersOk(ipv4: string): Promise<void> {
  const answer = await fetch(`http://${ipv4}:8080/`, { signal: AbortSignal.timeout(3000) });
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
